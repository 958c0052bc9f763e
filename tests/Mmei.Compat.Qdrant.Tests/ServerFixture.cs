using Mmei.Testing.Qdrant;
using Qdrant.Client;
using Qdrant.Client.Grpc;

namespace Mmei.Compat.Qdrant.Tests;

/// <summary>A fake server and a client of it, for one test.</summary>
public abstract class ServerFixture : IAsyncLifetime
{
    protected const string Name = "items";

    protected QdrantServer Server { get; private set; } = null!;

    protected QdrantClient Client { get; private set; } = null!;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync()
    {
        Server = await QdrantServer.StartAsync();
        Client = new QdrantClient(Server.Address, grpcTimeout: TimeSpan.FromSeconds(30));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected Task CreateAsync(string name = Name, ulong size = 2) =>
        Client.CreateCollectionAsync(name, new VectorParams { Size = size, Distance = Distance.Dot }, cancellationToken: Cancel);

    protected static Guid Id(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, (byte)number]);

    protected static PointStruct Point(int number, float[] vector, string kind = "music", long revision = 1) => new()
    {
        Id = Id(number),
        Vectors = vector,
        Payload = { ["kind"] = kind, ["revision"] = revision, ["tags"] = new[] { "a", $"t{number}" } },
    };
}
