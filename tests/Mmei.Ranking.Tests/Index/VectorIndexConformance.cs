using System.Collections.Concurrent;
using System.Globalization;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
using Mmei.Expressions;
using Mmei.Ranking.Index;

namespace Mmei.Ranking.Tests.Index;

/// <summary>What every vector index must do; each adapter runs all of it.</summary>
public abstract class VectorIndexConformance : IAsyncLifetime
{
    private const string Tenant = "acme";
    private const string Model = "content-bert@1";
    private const string Next = "content-bert@2";
    private static readonly ConcurrentDictionary<Type, bool> Ran = new();
    private IVectorIndex _index = null!;

    /// <summary>Of the test of a large catalog.</summary>
    private protected virtual int Many => 100_000;

    /// <summary>Items of a search that is compared with a plain one: more than a block of the embedded index.</summary>
    private const int Some = 1_500;

    /// <summary>Whether what it holds outlives the process that filled it.</summary>
    private protected abstract bool Survives { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _index = await StartAsync();
        await _index.EnsureAsync(Model, Cancel);
        if (Ran.TryAdd(GetType(), true))
        {
            await Console.Out.WriteLineAsync($"The conformance suite of the index runs: {GetType().Name}");
        }
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
        (await _index.CountAsync(Model, Tenant, Cancel)).ShouldBe(1);
        (await _index.CountAsync(Model, "other", Cancel)).ShouldBe(2);
        (await _index.CountAsync(Model, "nobody", Cancel)).ShouldBe(0);
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
            Model = Model,
            Vector = Indexed.Axis(0),
            Count = 10,
            Tags = Tag.Names(tags.Split(' ', StringSplitOptions.RemoveEmptyEntries)),
            ExcludedTags = Tag.Names(excludedTags.Split(' ', StringSplitOptions.RemoveEmptyEntries)),
        };

        (await _index.SearchAsync(query, Cancel)).Select(hit => hit.ItemId).Order().ShouldBe(found);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Should_find_just_what_passes_all_filters_together(int seed)
    {
        var random = new Random(seed);
        IndexedItem[] items =
        [
            .. Enumerable.Range(0, Some).Select(i => Item($"i{i:D4}", Indexed.Random(i), (ContentKind)random.Next(4)) with
            {
                Tags = [.. Enumerable.Range(0, random.Next(4)).Select(_ => $"t{random.Next(40)}").Distinct()],
            }),
        ];
        await PutAsync(items);
        var query = new VectorQuery
        {
            TenantId = Tenant,
            Model = Model,
            Vector = Indexed.Random(seed),
            Count = Some,
            Kinds = [ContentKind.Video, ContentKind.Story],
            Tags = Tag.Names(["t1", "t2", "t3", "t33", "unknown"]),
            ExcludedTags = Tag.Names(["t4", "t5"]),
            Excluded = [.. items.Where(_ => random.Next(3) == 0).Select(item => item.ItemId)],
        };

        (await _index.SearchAsync(query, Cancel)).Select(hit => hit.ItemId).Order().ShouldBe(
            items.Where(item => query.Kinds.Contains(item.Kind) && item.Tags.Any(query.Tags.Contains)
                    && !item.Tags.Any(query.ExcludedTags.Contains) && !query.Excluded.Contains(item.ItemId))
                .Select(item => item.ItemId).Order());
    }

    [Theory]
    [InlineData("attributes.bpm < 100", "slow")]
    [InlineData("not attributes.bpm < 100", "fast")]
    [InlineData("attributes.bpm == 92 or attributes.bpm != 92", "fast", "slow")]
    [InlineData("attributes.bpm >= 92 and attributes.bpm <= 92", "slow")]
    [InlineData("attributes.bpm in [140, 0.5]", "fast")]
    [InlineData("attributes.bpm not in [140, 0.5]", "slow")]
    [InlineData("attributes.bpm == '92'", "said")]
    [InlineData("attributes.bpm != 'x'", "said")]
    [InlineData("attributes.live-take", "fast")]
    [InlineData("not attributes.live-take", "slow")]
    [InlineData("exists(attributes.bpm)", "fast", "said", "slow")]
    [InlineData("not exists(attributes.bpm)", "silent")]
    [InlineData("exists(creator) and not exists(language)", "fast")]
    [InlineData("creator == 'Ada'", "slow")]
    [InlineData("creator != 'Ada'", "fast")]
    [InlineData("creator in ['ada', 'Bo']", "fast")]
    [InlineData("language == 'pt-br'", "slow")]
    [InlineData("language not in ['en']", "slow")]
    [InlineData("tags has 'sea'", "slow")]
    [InlineData("tags has 'nobody'")]
    [InlineData("not tags has 'sea'", "fast", "said", "silent")]
    [InlineData("kind == 'video'", "said")]
    [InlineData("kind != 'video' and not (creator == 'Ada')", "fast")]
    [InlineData("kind not in ['music', 'image', 'video', 'story']")]
    [InlineData("kind == 'video' or tags has 'sea' and attributes.bpm < 100", "said", "slow")]
    public async Task Should_find_only_items_of_which_an_expression_is_true(string expression, params string[] found)
    {
        await _index.DeclareAsync(
            Model, [new IndexedAttribute("bpm", AttributeType.Number), new IndexedAttribute("live-take", AttributeType.Boolean)], Cancel);
        await PutAsync(
            Item("slow", Indexed.Axis(0)) with
            {
                Tags = ["sea"],
                Facts = new ItemFacts("Ada", "pt-BR", new Dictionary<string, AttributeValue> { ["bpm"] = 92, ["live-take"] = false }),
            },
            Item("fast", Indexed.Axis(0)) with
            {
                Tags = ["night"],
                Facts = new ItemFacts("Bo", null, new Dictionary<string, AttributeValue> { ["bpm"] = 140, ["live-take"] = true }),
            },
            Item("said", Indexed.Axis(0), ContentKind.Video) with
            {
                Facts = new ItemFacts(null, null, new Dictionary<string, AttributeValue> { ["bpm"] = "92" }),
            },
            Item("silent", Indexed.Axis(0)));

        (await AskedAsync(expression, Indexed.Axis(0), 10)).Select(hit => hit.ItemId).Order().ShouldBe(found);
    }

    /// <summary>Whatever is asked: the best of those of which it is true, not those of the best of which it is.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Should_find_the_best_of_those_of_which_an_expression_is_true(int seed)
    {
        var random = new Random(seed);
        IndexedItem[] items = [.. Enumerable.Range(0, Some).Select(i => Described($"i{i:D4}", Indexed.Random(i), random))];
        await PutAsync(items);
        for (var i = 0; i < 40; i++)
        {
            var expression = RandomExpression.Of(random, depth: 3);
            var asked = Expression.Parse(expression);
            var query = Indexed.Random(-1 - i);

            var hits = await AskedAsync(expression, query, 20);

            var expected = items.Where(item => asked.Holds(new AsDescribed(item)))
                .OrderByDescending(item => item.Vector.Zip(query, (a, b) => (double)a * b).Sum()).Take(20).Select(item => item.ItemId);
            hits.Select(hit => hit.ItemId).ShouldBe(expected, expression);
        }
    }

    [Fact]
    public async Task Should_forget_what_an_item_said_before()
    {
        var said = Item("a", Indexed.Axis(0)) with
        {
            Facts = new ItemFacts("Ada", "en", new Dictionary<string, AttributeValue> { ["bpm"] = 92 }),
        };
        await PutAsync(said);
        await PutAsync(said with { Revision = 2, Facts = ItemFacts.None });

        (await AskedAsync("exists(creator) or exists(language) or exists(attributes.bpm)", Indexed.Axis(0), 10)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_replace_an_item()
    {
        await PutAsync(Item("a", Indexed.Axis(0), ContentKind.Music, revision: 1));
        await PutAsync(Item("a", Indexed.Axis(1), ContentKind.Story, revision: 2));

        var hit = (await SearchAsync(Indexed.Axis(1), 10, [ContentKind.Story])).ShouldHaveSingleItem();
        hit.Revision.ShouldBe(2);
        hit.Score.ShouldBe(1, 1e-5f);
        (await _index.CountAsync(Model, Tenant, Cancel)).ShouldBe(1);
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
        (await _index.CountAsync(Model, Tenant, Cancel)).ShouldBe(0);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public async Task Should_refuse_what_is_no_number(float number)
    {
        var vector = Indexed.Axis(0);
        vector[300] = number;

        await Should.ThrowAsync<ArgumentException>(PutAsync(Item("a", Indexed.Axis(0)), Item("b", vector)));
        await Should.ThrowAsync<ArgumentException>(SearchAsync(vector, 1));
        (await _index.CountAsync(Model, Tenant, Cancel)).ShouldBe(0);
    }

    [Fact]
    public async Task Should_take_the_last_of_one_item_that_comes_twice()
    {
        await PutAsync(Item("a", Indexed.Axis(0)), Item("a", Indexed.Axis(1), revision: 2));

        (await SearchAsync(Indexed.Axis(1), 10)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            hit => hit.Revision.ShouldBe(2), hit => hit.Score.ShouldBe(1, 1e-5f));
    }

    [Fact]
    public async Task Should_score_equals_equally_wherever_they_stand()
    {
        await PutAsync([.. Enumerable.Range(0, 43).Select(i => Item($"i{i}", Indexed.Random(i % 2)))]);

        var hits = await SearchAsync(Indexed.Random(0), 43);

        hits.Take(22).Select(hit => hit.Score).Distinct().ShouldHaveSingleItem();
        hits.Skip(22).Select(hit => hit.Score).Distinct().ShouldHaveSingleItem();
        hits.Select(hit => hit.ItemId).ShouldBeUnique();
    }

    [Fact]
    public async Task Should_find_the_same_first_however_many_are_asked_for()
    {
        await PutAsync([.. Enumerable.Range(0, 300).Select(i => Item($"i{i}", Indexed.Random(i)))]);

        var all = await SearchAsync(Indexed.Random(-1), 1000);

        all.Count.ShouldBe(300);
        foreach (var count in new[] { 1, 7, 100, 299 })
        {
            (await SearchAsync(Indexed.Random(-1), count)).Select(hit => hit.ItemId).ShouldBe(all.Take(count).Select(hit => hit.ItemId));
        }
    }

    [Fact]
    public async Task Should_forget_the_tags_and_the_meaning_that_an_item_had_before()
    {
        await PutAsync(Item("a", IndexVector.Of(Vectors.Axis(0), Vectors.Meaning(0))) with { Tags = ["sea"] });
        await PutAsync(
            Item("a", Indexed.Axis(0), revision: 2) with { Tags = ["night"] }, Item("b", Indexed.Axis(0)) with { Tags = ["sea"] });

        (await SearchAsync(IndexVector.Of(meaning: Vectors.Meaning(0)), 10)).ShouldAllBe(hit => hit.Score == 0);
        (await TaggedAsync("sea")).ShouldBe(["b"]);
        (await TaggedAsync("night")).ShouldBe(["a"]);
    }

    [Fact]
    public async Task Should_delete_nothing_of_another_tenant()
    {
        await PutAsync(Item("a", Indexed.Axis(0)), Item("a", Indexed.Axis(0), tenant: "other"));

        await _index.DeleteAsync(Tenant, ["a"], Cancel);

        (await _index.CountAsync(Model, Tenant, Cancel)).ShouldBe(0);
        (await _index.CountAsync(Model, "other", Cancel)).ShouldBe(1);
    }

    [Fact]
    public async Task Should_hold_after_a_restart_what_it_does_not_want_to_be_filled_with()
    {
        await PutAsync(Item("a", Indexed.Axis(0)));
        await _index.ServeAsync(Model, Cancel);

        var again = await StartAgainAsync();
        using var closing = again as IDisposable;
        var wantsFilling = await again.EnsureAsync(Model, Cancel);
        if (wantsFilling)
        {
            await again.UpsertAsync(Model, [Item("a", Indexed.Axis(0))], Cancel);
        }

        wantsFilling.ShouldBe(!Survives);
        (await again.CountAsync(Model, Tenant, Cancel)).ShouldBe(1);
    }

    [Fact]
    public async Task Should_go_on_answering_while_another_model_takes_the_place_of_the_one_that_serves()
    {
        var items = Enumerable.Range(0, 200).Select(i => Item($"i{i}", Indexed.Random(i))).ToArray();
        await PutAsync(items);
        await _index.ServeAsync(Model, Cancel);
        using var served = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 2).Select(reader => Task.Run(
            async () =>
            {
                do
                {
                    var model = (await _index.ServingAsync(Cancel))!;
                    var hits = await SearchAsync(Indexed.Random(reader), 200, model: model);
                    hits.Select(hit => hit.ItemId).Distinct().Count().ShouldBe(200);
                    hits.ShouldAllBe(hit => hit.Revision == (model == Model ? 1 : 2));
                }
                while (!served.IsCancellationRequested);
            },
            Cancel)).ToArray();

        (await _index.EnsureAsync(Next, Cancel)).ShouldBeTrue();
        foreach (var batch in items.Chunk(10))
        {
            await _index.UpsertAsync(
                Next, [.. batch.Select(item => item with { Revision = 2, Vector = Indexed.Random(5000 + NumberOf(item)) })], Cancel);
        }

        (await _index.ServingAsync(Cancel)).ShouldBe(Model);
        await _index.ServeAsync(Next, Cancel);
        (await _index.ServingAsync(Cancel)).ShouldBe(Next);

        await served.CancelAsync();
        await Task.WhenAll(readers);
        (await SearchAsync(Indexed.Random(5007), 1, model: Next))[0].ItemId.ShouldBe("i7");
    }

    [Fact]
    public async Task Should_keep_the_items_of_two_models_apart_and_delete_from_both()
    {
        await PutAsync(Item("a", Indexed.Axis(0)), Item("b", Indexed.Axis(1)));
        await _index.ServeAsync(Model, Cancel);
        await _index.EnsureAsync(Next, Cancel);
        await _index.UpsertAsync(Next, [Item("a", Indexed.Axis(1), revision: 2), Item("c", Indexed.Axis(1))], Cancel);

        (await SearchAsync(Indexed.Axis(1), 3)).Select(hit => hit.ItemId).ShouldBe(["b", "a"]);
        (await SearchAsync(Indexed.Axis(0), 1)).ShouldBe([new VectorHit("a", 1, 1)]);
        await _index.DeleteAsync(Tenant, ["a"], Cancel);

        (await SearchAsync(Indexed.Axis(1), 3)).Select(hit => hit.ItemId).ShouldBe(["b"]);
        (await SearchAsync(Indexed.Axis(1), 3, model: Next)).Select(hit => hit.ItemId).ShouldBe(["c"]);
    }

    [Fact]
    public async Task Should_serve_after_a_restart_what_served_before_or_nothing()
    {
        await _index.ServeAsync(Model, Cancel);
        await _index.EnsureAsync(Next, Cancel);
        await _index.ServeAsync(Next, Cancel);

        var again = await StartAgainAsync();
        using var closing = again as IDisposable;

        (await again.ServingAsync(Cancel)).ShouldBe(Survives ? Next : null);
        (await again.EnsureAsync(Model, Cancel)).ShouldBeTrue();
        (await again.EnsureAsync(Next, Cancel)).ShouldBe(!Survives);
    }

    [Fact]
    public async Task Should_forget_the_models_that_are_not_retained_and_never_the_one_that_serves()
    {
        await PutAsync(Item("a", Indexed.Axis(0)));
        await _index.ServeAsync(Model, Cancel);
        await _index.EnsureAsync(Next, Cancel);
        await _index.UpsertAsync(Next, [Item("a", Indexed.Axis(0))], Cancel);

        await _index.RetainAsync([], Cancel);

        (await _index.CountAsync(Model, Tenant, Cancel)).ShouldBe(1);
        (await _index.EnsureAsync(Next, Cancel)).ShouldBeTrue();
        (await _index.CountAsync(Next, Tenant, Cancel)).ShouldBe(0);
    }

    [Fact]
    public async Task Should_find_the_nearest_of_many()
    {
        foreach (var batch in Enumerable.Range(0, Many).Chunk(1000))
        {
            await PutAsync([.. batch.Select(i => Item($"i{i}", IndexVector.Of(Vectors.Random(i)), (ContentKind)(i % 4)))]);
        }

        (await _index.CountAsync(Model, Tenant, Cancel)).ShouldBe(Many);
        foreach (var i in new[] { 0, 1, Many / 2, Many - 1 })
        {
            (await SearchAsync(IndexVector.Of(Vectors.Random(i)), 10))[0].ItemId.ShouldBe($"i{i}");
            (await SearchAsync(IndexVector.Of(Vectors.Random(i)), 10, [(ContentKind)(i % 4)])).Count.ShouldBe(10);
            (await SearchAsync(IndexVector.Of(Vectors.Random(i)), 10, excluded: [$"i{i}"])).ShouldAllBe(hit => hit.ItemId != $"i{i}");
        }
    }

    [Fact]
    public async Task Should_be_made_ready_twice_without_harm()
    {
        await PutAsync(Item("a", Indexed.Axis(0)));

        await _index.EnsureAsync(Model, Cancel);

        (await _index.CountAsync(Model, Tenant, Cancel)).ShouldBe(1);
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

        (await _index.CountAsync(Model, Tenant, Cancel)).ShouldBe(4 * 40);
    }

    private protected abstract Task<IVectorIndex> StartAsync();

    /// <summary>The adapter as another process would have it.</summary>
    private protected abstract Task<IVectorIndex> StartAgainAsync();

    private protected virtual ValueTask StopAsync() => ValueTask.CompletedTask;

    private async Task<IEnumerable<string>> TaggedAsync(string tag)
    {
        var query = new VectorQuery { TenantId = Tenant, Model = Model, Vector = Indexed.Axis(0), Count = 10, Tags = Tag.Names([tag]) };
        return (await _index.SearchAsync(query, Cancel)).Select(hit => hit.ItemId);
    }

    private async Task<IReadOnlyList<VectorHit>> AskedAsync(string expression, float[] vector, int count) =>
        await _index.SearchAsync(
            new VectorQuery { TenantId = Tenant, Model = Model, Vector = vector, Count = count, Filter = Expression.Parse(expression) },
            Cancel);

    private static IndexedItem Described(string id, float[] vector, Random random)
    {
        var attributes = new Dictionary<string, AttributeValue>();
        if (random.Next(4) > 0)
        {
            attributes["a"] = random.Next(3) switch { 0 => random.Next(5), 1 => $"v{random.Next(5)}", _ => random.Next(2) == 0 };
        }

        return Item(id, vector, (ContentKind)random.Next(4)) with
        {
            Tags = [.. Enumerable.Range(0, random.Next(4)).Select(_ => $"t{random.Next(8)}").Distinct()],
            Facts = new ItemFacts(
                random.Next(3) == 0 ? null : $"c{random.Next(5)}", random.Next(3) == 0 ? null : $"l{random.Next(3)}-X", attributes),
        };
    }

    private sealed record AsDescribed(IndexedItem Item) : IDescribedItem
    {
        public ContentKind Kind => Item.Kind;

        public string? Creator => Item.Facts.Creator;

        public string? Language => Item.Facts.Language;

        public bool HasTag(string tag) => Item.Tags.Contains(tag);

        public AttributeValue? Attribute(string name) => Item.Facts.Attributes.GetValueOrDefault(name);
    }

    private static int NumberOf(IndexedItem item) => int.Parse(item.ItemId.AsSpan(1), CultureInfo.InvariantCulture);

    // Async, so that an adapter may throw at once or by its task.
    private async Task PutAsync(params IndexedItem[] items) => await _index.UpsertAsync(Model, items, Cancel);

    private async Task<IReadOnlyList<VectorHit>> SearchAsync(
        float[] vector, int count, IReadOnlyList<ContentKind>? kinds = null, IReadOnlyCollection<string>? excluded = null,
        string model = Model) =>
        await _index.SearchAsync(
            new VectorQuery
            {
                TenantId = Tenant,
                Model = model,
                Vector = vector,
                Count = count,
                Kinds = kinds ?? [],
                Excluded = excluded ?? [],
            },
            Cancel);

    private static IndexedItem Item(
        string id, float[] vector, ContentKind kind = ContentKind.Music, long revision = 1, string tenant = Tenant) =>
        new(tenant, id, kind, revision, vector);
}
