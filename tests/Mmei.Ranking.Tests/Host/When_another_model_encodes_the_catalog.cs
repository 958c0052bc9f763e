using System.Collections.Concurrent;
using System.Net;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.Tensors;
using Mmei.Contracts.V1;
using Mmei.Ranking.Catalog;
using Mmei.Ranking.Index;
using Mmei.Testing.Qdrant;
using Mmei.Testing.Servers;

namespace Mmei.Ranking.Tests.Host;

/// <summary>A catalog is re-indexed while people are answered; with each index all of it is run.</summary>
public abstract class ReindexConformance : IAsyncLifetime
{
    private const int Count = 300;
    private const string Before = "content-bert@1";
    private const string After = "content-bert@2";
    private readonly TempFolder _folder = new();
    private readonly ConcurrentDictionary<string, int> _asked = new();

    // The encoder: its model, and how much that one encodes; for the rest an instance that is not replaced yet answers.
    private volatile string _model = Before;
    private int _left = int.MaxValue;
    private bool _keepsBefore;

    private protected abstract IEnumerable<KeyValuePair<string, string?>> Settings { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public virtual ValueTask DisposeAsync()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Should_answer_by_one_model_and_then_by_the_other_and_miss_nothing()
    {
        _left = Count / 3;
        await using var app = await StartAsync();
        await FillAsync(app);
        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 3).Select(_ => ReadAsync(app, done.Token)).ToArray();

        await ReplaceAsync(app);
        await EncodedAsync(app, Count / 3);

        var meanwhile = await app.RecommendAsync(Observations.Fused(Vectors.Axis(0)));
        _left = int.MaxValue;
        await ServedAsync(app);
        await done.CancelAsync();

        var answers = (await Task.WhenAll(readers)).SelectMany(read => read).ToList();
        answers.ShouldAllBe(answer => answer.Items.Count == 10 && answer.Fallback == null && !answer.Degraded);
        answers.ShouldAllBe(
            answer => answer.Items.All(item => answer.ContentModel == Before ? item.Similarity > 0.5 : item.Similarity == 0));
        var during = answers.Append(meanwhile).Where(answer => answer.NextContentModel is not null).ToList();
        during.ShouldContain(meanwhile);
        during.ShouldAllBe(answer => answer.ContentModel == Before && answer.NextContentModel == After);
        await WholeAsync(app);
        await ForgottenAsync(app);
        await WholeAsync(app);
        (await app.RecommendAsync(Observations.Fused(Vectors.Axis(0)))).Items.Count.ShouldBe(10);
    }

    [Fact]
    public async Task Should_go_on_where_it_was_cut_short()
    {
        _left = Count / 3;
        await using (var app = await StartAsync())
        {
            await FillAsync(app);
            await ReplaceAsync(app);
            await EncodedAsync(app, Count / 3);
        }

        _left = int.MaxValue;
        _asked.Clear();
        await using var again = await StartAsync();
        await ServedAsync(again);

        await WholeAsync(again);
        _asked.Count.ShouldBe(Count - (Count / 3));
    }

    [Fact]
    public async Task Should_lose_no_change_that_is_made_meanwhile()
    {
        _left = 200;
        await using var app = await StartAsync();
        await FillAsync(app);
        await ReplaceAsync(app);
        await EncodedAsync(app, 200);

        foreach (var i in Enumerable.Range(0, 20))
        {
            using var gone = await app.Client.DeleteAsync(new Uri($"/v1/items/i{i}", UriKind.Relative), Cancel);
            gone.StatusCode.ShouldBe(HttpStatusCode.NoContent);
            await app.PutAsync($"i{i + 20}", Item(i) with { Title = $"Storm {i}" });
            await app.PutAsync($"i{i + 40}", Item(i + 40) with { Creator = "Ana" });
            await app.PutAsync($"new{i}", Item(i) with { Creator = "Ben" });
        }

        _left = int.MaxValue;
        await ServedAsync(app);
        await WholeAsync(app);

        (await FoundAsync(app, "creator == 'Ana'")).ShouldBe(Enumerable.Range(40, 20).Select(i => $"i{i}"), ignoreOrder: true);
        (await FoundAsync(app, "creator == 'Ben'")).ShouldBe(Enumerable.Range(0, 20).Select(i => $"new{i}"), ignoreOrder: true);
        (await FoundAsync(app, "kind == 'music'")).ShouldNotContain("i0");
    }

    [Fact]
    public async Task Should_find_at_once_what_is_put_meanwhile_where_the_model_of_before_is_kept()
    {
        _keepsBefore = true;
        await using var app = await StartAsync();
        await FillAsync(app);
        await app.RecommendAsync(FusedBy("mmei@1"));
        await ReplaceAsync(app, "mmei@2");
        await EncodedAsync(app, Count);

        await app.PutAsync("new", Item(0) with { Creator = "Ana" });
        await app.PutAsync("i1", Item(1) with { Title = "Storm 1", Creator = "Ana" });

        await app.IndexedAsync(Count + 1);
        (await FoundAsync(app, "creator == 'Ana'", "mmei@1")).ShouldBe(["new", "i1"], ignoreOrder: true);
        await EncodedAsync(app, Count + 1);
        await RankingApp.UntilAsync(
            async () => (await FoundAsync(app, "creator == 'Ana'", "mmei@2")).Order().SequenceEqual(["i1", "new"]));
    }

    [Fact]
    public async Task Should_have_what_is_put_meanwhile_wait_where_it_is_not_kept()
    {
        await using var app = await StartAsync();
        await FillAsync(app);
        await app.RecommendAsync(FusedBy("mmei@1"));
        await ReplaceAsync(app, "mmei@2");
        await EncodedAsync(app, Count);

        await app.PutAsync("new", Item(0) with { Creator = "Ana" });
        await EncodedAsync(app, Count + 1);

        (await app.StatusAsync()).Indexed.ShouldBe(Count);
        (await FoundAsync(app, "creator == 'Ana'", "mmei@1")).ShouldBeEmpty();
        await RankingApp.UntilAsync(async () => (await FoundAsync(app, "creator == 'Ana'", "mmei@2")).SequenceEqual(["new"]));
    }

    [Fact]
    public async Task Should_give_the_next_model_up_when_the_one_that_serves_is_back()
    {
        _left = Count / 3;
        await using var app = await StartAsync();
        await FillAsync(app);
        await ReplaceAsync(app);
        await EncodedAsync(app, Count / 3);

        _model = Before;
        await app.Bus.SendAsync(new ContentModelServed { Model = Before }, Cancel);

        await RankingApp.UntilAsync(async () => (await app.StatusAsync()).Reindex is null);
        await RankingApp.UntilAsync(
            async () => await app.RecommendAsync(Observations.Fused(Vectors.Axis(0))) is { ContentModel: Before, NextContentModel: null });
        await WholeAsync(app);
    }

    [Fact]
    public async Task Should_answer_each_fusion_model_by_the_content_model_that_it_was_fitted_with()
    {
        // So long the first fusion model may be silent before it counts as replaced, on a machine that has other things to do as well.
        await using var app = await StartAsync(keepReplaced: "00:00:15");
        await FillAsync(app);
        await app.Bus.SendAsync(new ContentModelServed { Model = Before, FittedWith = ["mmei@1"] }, Cancel);
        await app.RecommendAsync(FusedBy("mmei@1"));
        await ReplaceAsync(app, "mmei@2");
        await RankingApp.UntilAsync(
            async () => (await app.StatusAsync()).Reindex is { Encoded: Count } reindex && reindex.WaitsFor is ["mmei@2"]);

        await RankingApp.UntilAsync(async () => (await app.RecommendAsync(FusedBy("mmei@2"))).ContentModel == After);
        var before = await app.RecommendAsync(FusedBy("mmei@1"));

        (before.ContentModel, before.NextContentModel).ShouldBe((Before, After));
        before.Items.ShouldAllBe(item => item.Similarity > 0.5);
        await RankingApp.UntilAsync(
            async () => (await app.RecommendAsync(FusedBy("mmei@2"))).Items.Count == 10 && (await app.StatusAsync()).Reindex is null);
        await WholeAsync(app);
    }

    private static ObservationFused FusedBy(string model, RecommendationOptions? options = null)
    {
        var fused = Observations.Fused(Vectors.Axis(0), options: options);
        return fused with { Perception = fused.Perception with { Model = model } };
    }

    private static CatalogItem Item(int i) => new() { Kind = ContentKind.Music, Title = $"Rain {i % 100}" };

    private static async Task FillAsync(RankingApp app)
    {
        var lines = Enumerable.Range(0, Count).Select(i => $$"""{ "id": "i{{i}}", "kind": "music", "title": "Rain {{i % 100}}" }""");
        using var imported = await app.ImportAsync(string.Join('\n', lines), wait: true);
        imported.StatusCode.ShouldBe(HttpStatusCode.OK);
        await app.IndexedAsync(Count);
    }

    private static async Task<List<RecommendationReady>> ReadAsync(RankingApp app, CancellationToken done)
    {
        var answers = new List<RecommendationReady>();
        do
        {
            answers.Add(await app.RecommendAsync(Observations.Fused(Vectors.Axis(0))));
        }
        while (!done.IsCancellationRequested);
        return answers;
    }

    private static Task EncodedAsync(RankingApp app, int count) =>
        RankingApp.UntilAsync(async () => (await app.StatusAsync()).Reindex?.Encoded == count);

    private static Task ServedAsync(RankingApp app) => RankingApp.UntilAsync(
        async () => (await app.StatusAsync()).Reindex is null
            && await app.RecommendAsync(Observations.Fused(Vectors.Axis(0))) is { ContentModel: After });

    /// <summary>All of the catalog is there to be found.</summary>
    private static async Task WholeAsync(RankingApp app)
    {
        await app.IndexedAsync(Count);
        (await app.StatusAsync()).ShouldBe(new CatalogStatus { Items = Count, Indexed = Count });
        var index = (IVectorIndex)app.Services.GetService(typeof(IVectorIndex))!;
        (await index.CountAsync((await index.ServingAsync(Cancel))!, "acme", Cancel)).ShouldBe(Count);
    }

    /// <summary>What the model of before said is gone.</summary>
    private static async Task ForgottenAsync(RankingApp app)
    {
        var store = (ICatalogStore)app.Services.GetService(typeof(ICatalogStore))!;
        await RankingApp.UntilAsync(async () => (await store.LoadAsync("acme", Before, ["i0"], Cancel)).Count == 0);
    }

    private static async Task<IEnumerable<string>> FoundAsync(RankingApp app, string filter, string fusionModel = "mmei@1")
    {
        var asked = new RecommendationOptions { K = 100, Filter = filter };
        return (await app.RecommendAsync(FusedBy(fusionModel, asked))).Items.Select(item => item.ItemId);
    }

    private Task ReplaceAsync(RankingApp app, params string[] fittedWith)
    {
        _model = After;
        return app.Bus.SendAsync(new ContentModelServed { Model = After, FittedWith = fittedWith }, Cancel);
    }

    private Task<RankingApp> StartAsync(string keepReplaced = "00:00:00.500") => RankingApp.StartAsync(
        _folder["mmei.db"], Encode, [.. Settings, new KeyValuePair<string, string?>("Catalog:KeepReplaced", keepReplaced)]);

    // By the second model no item is where F is: where items of both were searched at once, it would show.
    private ItemEncoded Encode(EncodeItem item)
    {
        _asked.AddOrUpdate(item.ItemId, 1, (_, times) => times + 1);
        var isAfter = _model == After && !(_keepsBefore && item.Model == Before);
        return isAfter && Interlocked.Decrement(ref _left) >= 0
            ? Encodings.Of(item) with { Embedding = TensorCodec.Pack(Vectors.Axis(200), 1, 256), Model = After }
            : Encodings.Of(item);
    }
}

public sealed class When_another_model_encodes_the_catalog : ReindexConformance
{
    private protected override IEnumerable<KeyValuePair<string, string?>> Settings => [];
}

public sealed class When_another_model_encodes_the_catalog_in_Qdrant : ReindexConformance
{
    private QdrantServer _qdrant = null!;

    private protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
    [
        new("VectorIndex:Provider", "Qdrant"),
        new("VectorIndex:Url", _qdrant.Address.ToString()),
        new("VectorIndex:Timeout", "00:00:20"),
    ];

    public override async ValueTask InitializeAsync() => _qdrant = await QdrantServer.StartAsync();

    public override async ValueTask DisposeAsync()
    {
        await _qdrant.DisposeAsync();
        await base.DisposeAsync();
    }
}
