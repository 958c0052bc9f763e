using Mmei.Contracts.Taxonomy;
using Mmei.Ranking.Index;

namespace Mmei.Ranking.Tests.Index;

/// <summary>What every vector index must do; each adapter runs all of it.</summary>
public abstract class VectorIndexConformance : IAsyncLifetime
{
    private const string Tenant = "acme";
    private IVectorIndex _index = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _index = await StartAsync();
        await _index.EnsureAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        (_index as IDisposable)?.Dispose();
        await StopAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Should_find_the_largest_dot_products_best_first()
    {
        await PutAsync(
            Item("far", Indexed.Between(0, 1, 0.9)), Item("near", Indexed.Between(0, 1, 0.1)), Item("mid", Indexed.Between(0, 1, 0.5)));

        var hits = await SearchAsync(Indexed.Axis(0), 2);

        hits.Select(hit => hit.ItemId).ShouldBe(["near", "mid"]);
        hits[0].Score.ShouldBe(Indexed.Between(0, 1, 0.1)[0], 1e-5f);
        hits[0].Revision.ShouldBe(1);
    }

    [Fact]
    public async Task Should_weigh_what_was_said_against_what_is_felt_in_one_search()
    {
        await PutAsync(
            Item("felt", IndexVector.Of(Vectors.Axis(0), Vectors.Meaning(1))),
            Item("said", IndexVector.Of(Vectors.Axis(1), Vectors.Meaning(0))),
            Item("unread", IndexVector.Of(Vectors.Between(0, 1, 0.5), meaning: null)));

        var hits = await SearchAsync(IndexVector.Of([.. Vectors.Axis(0).Select(value => 0.6f * value)], [2, .. new float[383]]), 2);

        hits.Select(hit => (hit.ItemId, Math.Round(hit.Score, 4))).ShouldBe([("said", 2), ("felt", 0.6)]);
        (await SearchAsync(Indexed.Axis(0), 3)).Select(hit => hit.ItemId).ShouldBe(["felt", "unread", "said"]);
    }

    [Fact]
    public async Task Should_agree_with_a_plain_scan()
    {
        var items = Enumerable.Range(0, 700).Select(i => Item($"i{i}", Indexed.Random(i), (ContentKind)(i % 4))).ToArray();
        await PutAsync(items);
        var query = Indexed.Random(-1);

        var hits = await SearchAsync(query, 50, [ContentKind.Music, ContentKind.Story]);

        var expected = items
            .Where(item => item.Kind is ContentKind.Music or ContentKind.Story)
            .OrderByDescending(item => item.Vector.Zip(query, (a, b) => a * b).Sum())
            .Take(50);
        hits.Select(hit => hit.ItemId).ShouldBe(expected.Select(item => item.ItemId));
    }

    [Fact]
    public async Task Should_never_show_an_item_of_another_tenant()
    {
        await PutAsync(
            Item("a", Indexed.Axis(0)), Item("a", Indexed.Axis(0), tenant: "other"), Item("b", Indexed.Axis(0), tenant: "other"));

        (await SearchAsync(Indexed.Axis(0), 10)).Select(hit => hit.ItemId).ShouldBe(["a"]);
        (await _index.CountAsync(Tenant, Cancel)).ShouldBe(1);
        (await _index.CountAsync("other", Cancel)).ShouldBe(2);
        (await _index.CountAsync("nobody", Cancel)).ShouldBe(0);
    }

    [Fact]
    public async Task Should_leave_out_what_is_excluded_and_fill_up_with_the_next()
    {
        await PutAsync(Item("a", Indexed.Axis(0)), Item("b", Indexed.Between(0, 1, 0.2)), Item("c", Indexed.Between(0, 1, 0.4)));

        var hits = await SearchAsync(Indexed.Axis(0), 2, excluded: ["a", "unknown"]);

        hits.Select(hit => hit.ItemId).ShouldBe(["b", "c"]);
    }

    [Fact]
    public async Task Should_find_only_the_kinds_asked_for()
    {
        await PutAsync(Item("m", Indexed.Axis(0), ContentKind.Music), Item("v", Indexed.Axis(0), ContentKind.Video));

        (await SearchAsync(Indexed.Axis(0), 10, [ContentKind.Video])).Select(hit => hit.ItemId).ShouldBe(["v"]);
        (await SearchAsync(Indexed.Axis(0), 10, [ContentKind.Image])).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("sea", "", "both", "sea")]
    [InlineData("sea night", "", "both", "night", "sea")]
    [InlineData("", "night", "none", "sea")]
    [InlineData("sea", "night", "sea")]
    [InlineData("unknown", "")]
    public async Task Should_find_only_items_with_a_tag_asked_for_and_none_that_is_excluded(
        string tags, string excludedTags, params string[] found)
    {
        await PutAsync(
            Item("both", Indexed.Axis(0)) with { Tags = ["sea", "night"] },
            Item("night", Indexed.Axis(0)) with { Tags = ["night"] },
            Item("none", Indexed.Axis(0)),
            Item("sea", Indexed.Axis(0)) with { Tags = ["sea"] });

        var query = new VectorQuery
        {
            TenantId = Tenant,
            Vector = Indexed.Axis(0),
            Count = 10,
            Tags = Tag.Names(tags.Split(' ', StringSplitOptions.RemoveEmptyEntries)),
            ExcludedTags = Tag.Names(excludedTags.Split(' ', StringSplitOptions.RemoveEmptyEntries)),
        };

        (await _index.SearchAsync(query, Cancel)).Select(hit => hit.ItemId).Order().ShouldBe(found);
    }

    [Fact]
    public async Task Should_replace_an_item()
    {
        await PutAsync(Item("a", Indexed.Axis(0), ContentKind.Music, revision: 1));
        await PutAsync(Item("a", Indexed.Axis(1), ContentKind.Story, revision: 2));

        var hit = (await SearchAsync(Indexed.Axis(1), 10, [ContentKind.Story])).ShouldHaveSingleItem();
        hit.Revision.ShouldBe(2);
        hit.Score.ShouldBe(1, 1e-5f);
        (await _index.CountAsync(Tenant, Cancel)).ShouldBe(1);
    }

    [Fact]
    public async Task Should_forget_what_is_deleted_and_keep_the_rest()
    {
        await PutAsync([.. Enumerable.Range(0, 200).Select(i => Item($"i{i}", Indexed.Random(i)))]);
        string[] gone = [.. Enumerable.Range(0, 200).Where(i => i % 3 == 0).Select(i => $"i{i}"), "unknown"];

        await _index.DeleteAsync(Tenant, gone, Cancel);

        var hits = await SearchAsync(Indexed.Random(5), 200);
        hits.Count.ShouldBe(133);
        hits[0].ItemId.ShouldBe("i5");
        hits.Select(hit => hit.ItemId).Intersect(gone).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_find_nothing_in_an_empty_index() => (await SearchAsync(Indexed.Axis(0), 10)).ShouldBeEmpty();

    [Fact]
    public async Task Should_refuse_a_vector_of_another_length()
    {
        await Should.ThrowAsync<ArgumentException>(PutAsync(Item("a", new float[IndexVector.Dimension - 1])));
        await Should.ThrowAsync<ArgumentException>(SearchAsync(new float[IndexVector.Dimension + 1], 1));
        (await _index.CountAsync(Tenant, Cancel)).ShouldBe(0);
    }

    [Fact]
    public async Task Should_be_made_ready_twice_without_harm()
    {
        await PutAsync(Item("a", Indexed.Axis(0)));

        await _index.EnsureAsync(Cancel);

        (await _index.CountAsync(Tenant, Cancel)).ShouldBe(1);
    }

    [Fact]
    public async Task Should_stay_whole_under_concurrent_use()
    {
        var writers = Enumerable.Range(0, 4).Select(writer => Task.Run(
            async () =>
            {
                for (var i = 0; i < 50; i++)
                {
                    await PutAsync(Item($"w{writer}-{i}", Indexed.Random((writer * 100) + i)));
                    if (i % 5 == 0)
                    {
                        await _index.DeleteAsync(Tenant, [$"w{writer}-{i}"], Cancel);
                    }
                }
            },
            Cancel));
        var readers = Enumerable.Range(0, 2).Select(reader => Task.Run(
            async () =>
            {
                for (var i = 0; i < 50; i++)
                {
                    var hits = await SearchAsync(Indexed.Random(reader), 10);
                    hits.Select(hit => hit.ItemId).ShouldBeUnique();
                    hits.Select(hit => hit.Score).ShouldBeInOrder(SortDirection.Descending);
                }
            },
            Cancel));

        await Task.WhenAll(writers.Concat(readers));

        (await _index.CountAsync(Tenant, Cancel)).ShouldBe(4 * 40);
    }

    private protected abstract Task<IVectorIndex> StartAsync();

    private protected virtual ValueTask StopAsync() => ValueTask.CompletedTask;

    // Async, so that an adapter may throw at once or by its task.
    private async Task PutAsync(params IndexedItem[] items) => await _index.UpsertAsync(items, Cancel);

    private async Task<IReadOnlyList<VectorHit>> SearchAsync(
        float[] vector, int count, IReadOnlyList<ContentKind>? kinds = null, IReadOnlyCollection<string>? excluded = null) =>
        await _index.SearchAsync(
            new VectorQuery { TenantId = Tenant, Vector = vector, Count = count, Kinds = kinds ?? [], Excluded = excluded ?? [] }, Cancel);

    private static IndexedItem Item(
        string id, float[] vector, ContentKind kind = ContentKind.Music, long revision = 1, string tenant = Tenant) =>
        new(tenant, id, kind, revision, vector);
}
