using Mmei.Ranking.Index;
using Mmei.Ranking.Index.Qdrant;
using Mmei.Testing.Qdrant;
using Qdrant.Client;

namespace Mmei.Ranking.Tests.Index;

/// <summary>The Qdrant adapter against a fake server that speaks the real protocol.</summary>
public sealed class When_the_index_is_Qdrant : VectorIndexConformance
{
    private QdrantServer _server = null!;

    private protected override async Task<IVectorIndex> StartAsync()
    {
        _server = await QdrantServer.StartAsync();
        return new QdrantIndex(
            new QdrantClient(_server.Address, grpcTimeout: TimeSpan.FromSeconds(30)),
            "mmei-items",
            QdrantResilience.Build(TimeSpan.FromSeconds(5), TimeProvider.System));
    }

    private protected override ValueTask StopAsync() => _server.DisposeAsync();
}
