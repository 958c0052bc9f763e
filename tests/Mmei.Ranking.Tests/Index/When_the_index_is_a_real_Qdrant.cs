using Mmei.Ranking.Index;
using Mmei.Ranking.Index.Qdrant;
using Qdrant.Client;

namespace Mmei.Ranking.Tests.Index;

/// <summary>The Qdrant adapter against the server at <c>MMEI_TEST_QDRANT_URL</c> (gRPC, such as http://localhost:6334).</summary>
public sealed class When_the_index_is_a_real_Qdrant : VectorIndexConformance
{
    private const string Variable = "MMEI_TEST_QDRANT_URL";
    private readonly string _alias = $"mmei-test-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}"[..40];
    private Uri? _address;

    private protected override bool Survives => true;

    private protected override Task<IVectorIndex> StartAsync()
    {
        var address = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(address), $"There is no Qdrant to test against: {Variable} is not set.");
        _address = new Uri(address!);
        return StartAgainAsync();
    }

    private protected override Task<IVectorIndex> StartAgainAsync() => Task.FromResult<IVectorIndex>(new QdrantIndex(
        new QdrantClient(_address!, grpcTimeout: TimeSpan.FromSeconds(30)),
        _alias,
        QdrantLayout.Plain,
        QdrantResilience.Build(TimeSpan.FromSeconds(5), TimeProvider.System)));

    private protected override async ValueTask StopAsync()
    {
        if (_address is not null)
        {
            using var client = new QdrantClient(_address);
            var collections = await client.ListCollectionsAsync();
            foreach (var collection in collections.Where(name => name.StartsWith(_alias, StringComparison.Ordinal)))
            {
                await client.DeleteCollectionAsync(collection);
            }
        }
    }
}
