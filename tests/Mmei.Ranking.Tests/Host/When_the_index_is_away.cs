using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using Grpc.Core;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Hosting.Json;
using Mmei.Testing.Qdrant;
using Mmei.Testing.Servers;
using Qdrant.Client;
using Qdrant.Client.Grpc;

namespace Mmei.Ranking.Tests.Host;

public sealed class When_the_index_is_away : IAsyncLifetime
{
    private static readonly CatalogItem Item = new() { Kind = ContentKind.Music, Title = "Rain 1" };
    private readonly TempFolder _folder = new();
    private readonly ConcurrentQueue<string> _wrong = new();
    private int _asked;
    private int _fallbacks;
    private QdrantServer _qdrant = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _qdrant = await QdrantServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _qdrant.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Should_recommend_what_was_popular_for_the_mood_and_say_so()
    {
        await using var app = await StartAsync();
        await app.PutAsync("m-1", Item);
        await app.PutAsync("v-1", Item with { Kind = ContentKind.Video });
        await app.IndexedAsync(2);
        (await app.RecommendAsync(Observations.Fused(Vectors.Axis(0)))).Fallback.ShouldBeNull();
        (await PopularAsync(app)).Degraded.ShouldBeNull();
        await _qdrant.KillAsync();
        await app.PutAsync("v-2", Item with { Kind = ContentKind.Video });

        var answer = await app.RecommendAsync(
            Observations.Fused(Vectors.Axis(0), options: new RecommendationOptions { K = 1, Kinds = [ContentKind.Video] }));

        answer.Degraded.ShouldBeTrue();
        answer.Fallback.ShouldBe(Fallback.Popular);
        answer.Items.ShouldHaveSingleItem().ItemId.ShouldBe("v-1");
        (await PopularAsync(app)).Items.Select(item => item.Id).ShouldBe(["m-1", "v-1"]);
        using var similar = await app.Client.GetAsync(new Uri("/v1/items/m-1/similar", UriKind.Relative), Cancel);
        similar.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        similar.Headers.RetryAfter.ShouldNotBeNull();
    }

    [Fact]
    public async Task Should_answer_all_the_same_while_it_is_killed_and_comes_back()
    {
        await using var app = await StartAsync();
        for (var i = 0; i < 20; i++)
        {
            await app.PutAsync($"m-{i}", Item with { Title = $"Rain {i}" });
        }

        await app.IndexedAsync(20);
        await PopularAsync(app);
        using var stop = new CancellationTokenSource();
        var load = Enumerable.Range(0, 4).Select(_ => Task.Run(() => AskAsync(app, stop.Token), Cancel)).ToArray();

        await UntilAsync(load, () => _asked >= 20);
        await _qdrant.KillAsync();
        await UntilAsync(load, () => _fallbacks >= 100);
        await _qdrant.ComeBackAsync();
        await RankingApp.UntilAsync(async () => (await app.RecommendAsync(Observations.Fused(Vectors.Axis(0)))).Fallback is null);
        var seen = _fallbacks;
        await UntilAsync(load, () => _asked - seen >= 100);
        await stop.CancelAsync();
        await Task.WhenAll(load);

        _wrong.ShouldBeEmpty();
        await app.PutAsync("m-20", Item with { Title = "Rain 20" });
        await app.IndexedAsync(21);
    }

    [Fact]
    public async Task Should_recommend_the_newest_items_and_say_that_it_is_degraded()
    {
        await using var app = await StartAsync();
        await app.PutAsync("m-1", Item);
        await app.PutAsync("v-1", Item with { Kind = ContentKind.Video });
        await app.IndexedAsync(2);
        (await app.RecommendAsync(Observations.Fused(Vectors.Axis(0)))).Degraded.ShouldBeFalse();
        _qdrant.Always = Faults.Status(StatusCode.Unavailable);

        var answer = await app.RecommendAsync(
            Observations.Fused(Vectors.Axis(0), options: new RecommendationOptions { Kinds = [ContentKind.Video] }));

        answer.Degraded.ShouldBeTrue();
        answer.Fallback.ShouldNotBeNull();
        answer.Items.ShouldHaveSingleItem().ItemId.ShouldBe("v-1");
        var music = await app.RecommendAsync(
            Observations.Fused(Vectors.Axis(0), options: new RecommendationOptions { Filter = "kind == 'music'" }));
        music.Degraded.ShouldBeTrue();
        music.Items.ShouldHaveSingleItem().ItemId.ShouldBe("m-1");
    }

    [Fact]
    public async Task Should_delete_all_the_same_and_let_the_index_follow_at_the_next_start()
    {
        await using (var app = await StartAsync())
        {
            await app.PutAsync("m-1", Item);
            await app.IndexedAsync(1);
            _qdrant.Always = Faults.Status(StatusCode.Unavailable);

            using var deleted = await app.Client.DeleteAsync(new Uri("/v1/items/m-1", UriKind.Relative), Cancel);

            deleted.StatusCode.ShouldBe(HttpStatusCode.NoContent);
            (await app.RecommendAsync(Observations.Fused(Vectors.Axis(0)))).Items.ShouldBeEmpty();
        }

        _qdrant.Always = null;
        await using var again = await StartAsync();
        await RankingApp.UntilAsync(async () => await again.ReadinessAsync() == HealthStatus.Healthy);
        var index = (Ranking.Index.IVectorIndex)again.Services.GetService(typeof(Ranking.Index.IVectorIndex))!;
        (await index.CountAsync("content-bert@1", "acme", Cancel)).ShouldBe(0);
    }

    [Fact]
    public async Task Should_not_be_ready_until_it_was_there_once()
    {
        _qdrant.Always = Faults.Status(StatusCode.Unavailable);
        await using var app = await StartAsync();
        (await app.ReadinessAsync()).ShouldBe(HealthStatus.Unhealthy);

        _qdrant.Always = null;

        await RankingApp.UntilAsync(async () => await app.ReadinessAsync() == HealthStatus.Healthy);
    }

    [Fact]
    public async Task Should_be_filled_from_the_catalog_when_it_is_lost_or_of_an_earlier_layout()
    {
        await using (var app = await StartAsync())
        {
            await app.PutAsync("m-1", Item);
            await app.IndexedAsync(1);
        }

        using var client = new QdrantClient(_qdrant.Address);
        await client.DeleteCollectionAsync("mmei-items-v6-content-bert@1", cancellationToken: Cancel);
        await client.CreateCollectionAsync(
            "mmei-items-v1", new VectorParams { Size = 256, Distance = Distance.Dot }, cancellationToken: Cancel);
        await client.CreateAliasAsync("mmei-items", "mmei-items-v1", cancellationToken: Cancel);

        await using var again = await StartAsync();

        (await again.RecommendAsync(Observations.Fused(Vectors.Axis(0)))).ShouldSatisfyAllConditions(
            answer => answer.Degraded.ShouldBeFalse(),
            answer => answer.Items.ShouldHaveSingleItem().ItemId.ShouldBe("m-1"));
        (await client.ListAliasesAsync(Cancel)).ShouldHaveSingleItem().CollectionName.ShouldBe("mmei-items-v6-content-bert@1");
    }

    /// <summary>Observations and lists by turns; whatever is neither answered nor unavailable for a while is wrong.</summary>
    private async Task AskAsync(RankingApp app, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var answer = await app.RecommendAsync(Observations.Fused(Vectors.Axis(0), options: new RecommendationOptions { K = 5 }));
            Interlocked.Increment(ref _asked);
            Interlocked.Add(ref _fallbacks, answer.Fallback is null ? 0 : 1);
            if (answer.Items.Count != 5 || answer.Degraded != (answer.Fallback is not null))
            {
                _wrong.Enqueue($"{answer.Items.Count} items, degraded {answer.Degraded}, fallback {answer.Fallback}");
            }

            foreach (var list in new[] { "/v1/items:popular?k=5", "/v1/items:latest?k=5", "/v1/items/m-3/similar?k=5" })
            {
                using var response = await app.Client.GetAsync(new Uri(list, UriKind.Relative), Cancel);
                if (response.StatusCode != HttpStatusCode.OK
                    && !(response.StatusCode == HttpStatusCode.ServiceUnavailable && response.Headers.RetryAfter is not null))
                {
                    _wrong.Enqueue($"{list}: {response.StatusCode}");
                }
            }
        }
    }

    private static Task UntilAsync(Task[] load, Func<bool> holds) => RankingApp.UntilAsync(async () =>
    {
        // What failed does not let the test wait for its patience.
        if (load.FirstOrDefault(task => task.IsCompleted) is { } ended)
        {
            await ended;
        }

        return holds();
    });

    private static async Task<ItemList> PopularAsync(RankingApp app) =>
        (await app.Client.GetFromJsonAsync<ItemList>("/v1/items:popular", JsonDefaults.Options, Cancel))!;

    private Task<RankingApp> StartAsync() => RankingApp.StartAsync(
        _folder["mmei.db"],
        Encodings.Of,
        new("VectorIndex:Provider", "Qdrant"),
        new("VectorIndex:Url", _qdrant.Address.ToString()),
        new("VectorIndex:Timeout", "00:00:20"),
        new("VectorIndex:Break", "00:00:00.5"));
}
