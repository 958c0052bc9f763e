using Mmei.Contracts.Api.V1;
using Mmei.Ranking.Index;
using Mmei.Ranking.Index.Qdrant;
using Mmei.Testing.Qdrant;
using Qdrant.Client;
using Qdrant.Client.Grpc;

namespace Mmei.Ranking.Tests.Index;

/// <summary>The Qdrant adapter against a fake server that speaks the real protocol.</summary>
public sealed class When_the_index_is_Qdrant : VectorIndexConformance
{
    private QdrantServer _server = null!;

    // Each item goes over the wire as 656 numbers, into the memory of this process.
    private protected override int Many => 5_000;

    private protected override bool Survives => true;

    [Fact]
    public async Task Should_be_known_under_its_alias_once_it_is_filled_and_not_before()
    {
        using var client = new QdrantClient(_server.Address);
        var cancel = TestContext.Current.CancellationToken;
        var before = new VectorParams { Size = 640, Distance = Distance.Dot };
        await client.CreateCollectionAsync("mmei-items-v5", before, cancellationToken: cancel);
        await client.CreateAliasAsync("mmei-items", "mmei-items-v5", cancellationToken: cancel);
        var index = await StartAgainAsync();
        using var closing = index as IDisposable;

        (await index.EnsureAsync("content-bert@1", cancel)).ShouldBeTrue();
        (await client.ListAliasesAsync(cancel)).ShouldHaveSingleItem().CollectionName.ShouldBe("mmei-items-v5");
        await index.ServeAsync("content-bert@1", cancel);

        (await client.ListAliasesAsync(cancel)).ShouldHaveSingleItem().CollectionName.ShouldBe("mmei-items-v6-content-bert@1");
        (await index.EnsureAsync("content-bert@1", cancel)).ShouldBeFalse();
    }

    [Fact]
    public async Task Should_move_the_alias_in_one_request()
    {
        var cancel = TestContext.Current.CancellationToken;
        var index = await StartAgainAsync();
        using var closing = index as IDisposable;
        foreach (var model in new[] { "content-bert@1", "content-bert@2" })
        {
            await index.EnsureAsync(model, cancel);
            await index.ServeAsync(model, cancel);
            await index.ServeAsync(model, cancel);
        }

        _server.Calls.Count(call => call.Path.EndsWith("/UpdateAliases", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public async Task Should_lay_out_a_collection_as_is_set_and_leave_one_that_is_there()
    {
        using var client = new QdrantClient(_server.Address);
        var cancel = TestContext.Current.CancellationToken;
        using var wide = Connect(new QdrantLayout(Shards: 6, Replicas: 3, Quantized: true));
        using var plain = Connect(QdrantLayout.Plain);

        await wide.EnsureAsync("content-bert@7", cancel);
        await plain.EnsureAsync("content-bert@7", cancel);
        await plain.EnsureAsync("content-bert@8", cancel);

        var set = (await client.GetCollectionInfoAsync("mmei-items-v6-content-bert@7", cancel)).Config;
        (set.Params.ShardNumber, set.Params.ReplicationFactor, set.Params.WriteConsistencyFactor).ShouldBe((6u, 3u, 2u));
        set.QuantizationConfig.Scalar.Type.ShouldBe(QuantizationType.Int8);
        var unset = (await client.GetCollectionInfoAsync("mmei-items-v6-content-bert@8", cancel)).Config;
        (unset.Params.ShardNumber, unset.Params.ReplicationFactor, unset.Params.WriteConsistencyFactor).ShouldBe((1u, 1u, 1u));
        unset.QuantizationConfig.ShouldBeNull();
    }

    [Fact]
    public async Task Should_have_an_index_for_each_declared_attribute_in_its_type()
    {
        using var client = new QdrantClient(_server.Address);
        var cancel = TestContext.Current.CancellationToken;
        var index = await StartAgainAsync();
        using var closing = index as IDisposable;
        await index.EnsureAsync("content-bert@1", cancel);
        IndexedAttribute[] declared =
            [new("label", AttributeType.Text), new("bpm", AttributeType.Number), new("live-take", AttributeType.Boolean)];

        await index.DeclareAsync("content-bert@1", declared, cancel);
        await index.DeclareAsync("content-bert@1", declared, cancel);

        var schema = (await client.GetCollectionInfoAsync("mmei-items-v6-content-bert@1", cancel)).PayloadSchema;
        schema.Where(field => field.Key.Contains('.', StringComparison.Ordinal))
            .ToDictionary(field => field.Key, field => field.Value.DataType)
            .ShouldBe(
                new Dictionary<string, PayloadSchemaType>
                {
                    ["texts.label"] = PayloadSchemaType.Keyword,
                    ["numbers.bpm"] = PayloadSchemaType.Float,
                    ["truths.live-take"] = PayloadSchemaType.Bool,
                },
                ignoreOrder: true);
    }

    private protected override async Task<IVectorIndex> StartAsync()
    {
        _server = await QdrantServer.StartAsync();
        return await StartAgainAsync();
    }

    private protected override Task<IVectorIndex> StartAgainAsync() => Task.FromResult<IVectorIndex>(Connect(QdrantLayout.Plain));

    private QdrantIndex Connect(QdrantLayout layout) => new(
        new QdrantClient(_server.Address, grpcTimeout: TimeSpan.FromSeconds(30)),
        "mmei-items",
        layout,
        QdrantResilience.Build(TimeSpan.FromSeconds(5), TimeProvider.System));

    private protected override ValueTask StopAsync() => _server.DisposeAsync();
}
