using Mmei.Contracts.Taxonomy;
using Mmei.Ranking.Index;

namespace Mmei.Ranking.Tests.Index;

public sealed class When_the_index_is_embedded : VectorIndexConformance
{
    private const string Model = "content-bert@1";
    [Fact]
    public async Task Should_keep_the_later_revision_when_an_earlier_one_arrives_late()
    {
        using var index = new EmbeddedIndex();
        await index.EnsureAsync(Model, TestContext.Current.CancellationToken);
        foreach (var (revision, axis) in new[] { (2, 0), (1, 1) })
        {
            await index.UpsertAsync(
                Model, [new IndexedItem("t", "a", ContentKind.Music, revision, Indexed.Axis(axis))], TestContext.Current.CancellationToken);
        }

        var query = new VectorQuery { TenantId = "t", Model = Model, Vector = Indexed.Axis(0), Count = 1 };
        (await index.SearchAsync(query, TestContext.Current.CancellationToken)).ShouldBe([new VectorHit("a", 2, 1)]);
    }

    [Fact]
    public async Task Should_put_equals_in_the_order_of_their_ids()
    {
        using var index = new EmbeddedIndex();
        await index.EnsureAsync(Model, TestContext.Current.CancellationToken);
        string[] ids = ["d", "a", "c", "b"];
        await index.UpsertAsync(
            Model,
            [.. ids.Select(id => new IndexedItem("t", id, ContentKind.Music, 1, Indexed.Axis(0)))],
            TestContext.Current.CancellationToken);

        var hits = await index.SearchAsync(
            new VectorQuery { TenantId = "t", Model = Model, Vector = Indexed.Axis(0), Count = 3 }, TestContext.Current.CancellationToken);

        hits.Select(hit => hit.ItemId).ShouldBe(["a", "b", "c"]);
    }

    private protected override bool Survives => false;

    private protected override Task<IVectorIndex> StartAsync() => Task.FromResult<IVectorIndex>(new EmbeddedIndex());

    private protected override Task<IVectorIndex> StartAgainAsync() => StartAsync();
}
