using Mmei.Contracts.Taxonomy;
using Mmei.Ranking.Index;

namespace Mmei.Ranking.Tests.Index;

/// <summary>Memory is that of the whole process, so nothing else runs beside it.</summary>
[Collection(nameof(Alone))]
public sealed class When_a_catalog_changes_for_long
{
    private const string Model = "content-bert@1";
    private const int Items = 2000;

    [Fact]
    public async Task Should_not_see_memory_grow()
    {
        using var index = new EmbeddedIndex();
        await index.EnsureAsync(Model, TestContext.Current.CancellationToken);
        await ChangeAsync(index, 0, 3);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        await ChangeAsync(index, 3, 30);

        // 27 times all items were others, with other tags: they would be 100 MB.
        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(1_000_000);
        (await index.CountAsync(Model, "t", TestContext.Current.CancellationToken)).ShouldBe(0);
    }

    private static async Task ChangeAsync(EmbeddedIndex index, int first, int end)
    {
        for (var round = first; round < end; round++)
        {
            string[] ids = [.. Enumerable.Range(0, Items).Select(i => $"r{round}-{i}")];
            await index.UpsertAsync(
                Model, [.. ids.Select((id, i) => new IndexedItem("t", id, ContentKind.Music, 1, Indexed.Random(i)) { Tags = [id] })],
                TestContext.Current.CancellationToken);
            await index.DeleteAsync("t", ids, TestContext.Current.CancellationToken);
        }
    }

    [CollectionDefinition(nameof(Alone), DisableParallelization = true)]
    public sealed class Alone;
}
