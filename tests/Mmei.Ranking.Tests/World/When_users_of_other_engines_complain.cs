using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Hosting.Json;
using Mmei.Hosting.Tenancy;
using Mmei.Ranking.Tests.Host;
using Mmei.Testing.Servers;

namespace Mmei.Ranking.Tests.World;

/// <summary>What people miss in other recommender engines, tried here over ranking, feedback and their stores.</summary>
public sealed class When_users_of_other_engines_complain : IAsyncLifetime
{
    private const int Items = 8;
    private readonly TempFolder _folder = new(inMemory: true);
    private LearningApp _app = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await LearningApp.StartAsync(
            _folder["complaints.db"],
            item => Encodings.Of(item) with
            {
                EmotionProfile = Vectors.Peak(
                    7, (int)(item.ItemId.StartsWith("glad", StringComparison.Ordinal) ? Emotion.Joy : Emotion.Sadness)),
            });
        await _app.StockAsync([.. Enumerable.Range(0, Items).Select(i => ($"{(i % 2 == 0 ? "glad" : "sad")}{i}", ContentKind.Music))]);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Should_not_lack_multi_tenancy()
    {
        await SayAsync("ann", "dislike", (await AskAsync("ann")).Items[0].ItemId);

        var other = await _app.RecommendAsync(Observations.Fused(Vectors.Axis(0), "ann", tenant: "other"));

        other.Items.ShouldBeEmpty();
        (await DescribeAsync("ann", "acme")).Disliked.Count.ShouldBe(1);
        (await DescribeAsync("ann", "other")).Disliked.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Should_not_lack_experiments()
    {
        await SayAsync("ann", "like", "glad0");
        object[] arms =
        [
            new { name = "usual", weight = 0.5 },
            new { name = "lifted", weight = 0.5, policy = "congruence", exploration = 0, mood = "lift" },
        ];
        using var started = await _app.Client.PutAsJsonAsync("/v1/experiments/learning", new { arms }, Cancel);
        started.StatusCode.ShouldBe(HttpStatusCode.Created);
        await _app.LearnedAsync();

        var seen = new List<(string Person, string Arm, string Policy)>();
        foreach (var person in Enumerable.Range(0, 12).SelectMany(number => new[] { $"p{number}", $"p{number}" }))
        {
            var answer = await AskAsync(person);
            var decision = await _app.Client.GetFromJsonAsync<DecisionAnswer>(
                $"/v1/decisions/{answer.DecisionId}", JsonDefaults.Options, Cancel);
            using var replay = await _app.Client.PostAsync(
                new Uri($"/v1/decisions/{answer.DecisionId}:replay", UriKind.Relative), content: null, Cancel);
            (await replay.Content.ReadFromJsonAsync<ReplayAnswer>(JsonDefaults.Options, Cancel))!.Outcome.ShouldBe(ReplayOutcome.Identical);
            decision!.Arm!.Experiment.ShouldBe("learning");
            (decision.Mood.Goal == MoodGoal.Lift).ShouldBe(decision.Arm.Name == "lifted");
            decision.Mood.Asked.ShouldBeFalse();
            seen.Add((person, decision.Arm.Name, decision.Policy.Name));
        }

        seen.Select(each => (each.Arm, each.Policy)).Distinct()
            .ShouldBe([("usual", "lin-ts"), ("lifted", "congruence")], ignoreOrder: true);
        seen.Distinct().Count().ShouldBe(12);
        await _app.LearnedAsync();
        var experiment = await _app.Client.GetFromJsonAsync<ExperimentAnswer>("/v1/experiments/learning", JsonDefaults.Options, Cancel);
        var results = experiment!.Results!;
        results.Select(arm => arm.Exposed).ShouldBe(
            results.Select(arm => (long)seen.Distinct().Count(each => each.Arm == arm.Arm)));
    }

    [Fact]
    public async Task Should_not_get_already_seen_items_back()
    {
        var seen = (await AskAsync("ann", k: 3)).Items.Select(item => item.ItemId).ToArray();
        await SayAsync("ann", "complete", seen[..2]);
        await SayAsync("ann", "dislike", seen[2]);

        var unseen = await AskAsync("ann", excludeSeen: true);
        var all = await AskAsync("ann");

        unseen.Items.Select(item => item.ItemId).ShouldNotContain(id => seen.Contains(id));
        unseen.Items.Count.ShouldBe(Items - 3);
        all.Items.Select(item => item.ItemId).ShouldNotContain(seen[2]);
        all.Items.Count.ShouldBe(Items - 1);
    }

    [Fact]
    public async Task Should_not_all_get_the_same_popular_list()
    {
        await SayAsync("ann", "dislike", "glad0");

        (await PopularAsync("emotion=joy")).ShouldNotBe(await PopularAsync("emotion=sadness&mood=match"));
        var forAnn = await PopularAsync("emotion=joy&userId=ann");
        forAnn.Length.ShouldBe(Items - 1);
        forAnn.ShouldNotContain("glad0");
        (await PopularAsync("emotion=joy&userId=ben")).ShouldContain("glad0");
    }

    [Fact]
    public async Task Should_not_hear_an_opaque_no_feedback_found()
    {
        var nobody = await DescribeAsync("nobody", "acme");
        var answer = await AskAsync("nobody");
        var signal = new { id = "s", decisionId = answer.DecisionId, itemId = "x", kind = "adore" };
        using var refused = await _app.Client.PostAsJsonAsync("/v1/feedback", new { signals = new[] { signal } }, Cancel);

        (nobody.Seen.Count, nobody.Liked.Count, nobody.Disliked.Count).ShouldBe((0, 0, 0));
        answer.Items.Count.ShouldBe(Items);
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var errors = (await refused.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("errors");
        errors.GetProperty("signals[0].kind")[0].GetString().ShouldBe(
            "must be one of dwell, complete, like, dislike, replay, share, skip, emotion");
    }

    [Fact]
    public async Task Should_not_get_an_order_that_nobody_can_explain()
    {
        var answer = await AskAsync("ann", k: 3);

        answer.Items.ShouldAllBe(item => Math.Abs(item.Score - item.Parts.Sum()) < 1e-12);
        answer.Items.Select(item => item.Score).ShouldBeInOrder(SortDirection.Descending);
        var left = Enumerable.Range(0, Items).Select(i => $"{(i % 2 == 0 ? "glad" : "sad")}{i}")
            .First(id => answer.Items.All(item => item.ItemId != id));
        var decision = await _app.Client.GetFromJsonAsync<DecisionAnswer>(
            $"/v1/decisions/{answer.DecisionId}?whyNot={left}", JsonDefaults.Options, Cancel);
        decision!.WhyNot!.ShouldSatisfyAllConditions(
            why => why.Code.ShouldBe(WhyNotCode.BelowSlate),
            why => why.Rank!.Value.ShouldBeInRange(4, Items),
            why => why.Score!.Value.ShouldBeLessThanOrEqualTo(answer.Items[2].Score + 1e-9));
    }

    [Fact]
    public async Task Should_not_have_imports_that_silently_load_nothing()
    {
        var broken = await ImportAsync("{\"id\":\"n1\",\"kind\":\"song\",\"title\":\"One\"}\n{\"id\":\"n2\",\"title\":", "application/x-ndjson");
        broken.Accepted.ShouldBe(0);
        broken.Errors.Select(row => row.Line).ShouldBe([1, 2]);
        broken.Errors[0].Reason.ShouldContain("kind");

        using var headless = new StringContent("name;type\nOne;music\n", Encoding.UTF8, "text/csv");
        using var unnamed = await _app.Client.PostAsync(new Uri("/v1/items:import", UriKind.Relative), headless, Cancel);
        unnamed.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await unnamed.Content.ReadAsStringAsync(Cancel)).ShouldContain("the header has no such column");

        using var text = new StringContent("{}", Encoding.UTF8, "text/plain");
        using var unread = await _app.Client.PostAsync(new Uri("/v1/items:import", UriKind.Relative), text, Cancel);
        unread.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);

        var good = await ImportAsync("{\"id\":\"n3\",\"kind\":\"music\",\"title\":\"Three\"}", "application/x-ndjson");
        (good.Accepted, good.Rejected, good.BeingIndexed).ShouldBe((1, 0, 0));
        (await AskAsync("ann")).Items.Select(item => item.ItemId).ShouldContain("n3");
    }

    [Fact]
    public async Task Should_not_wait_for_the_next_training_run()
    {
        var before = await AskAsync("ann");
        var last = before.Items[^1].ItemId;

        await SayAsync("ann", "like", last);
        var after = await AskAsync("ann");

        after.Items.ToList().FindIndex(item => item.ItemId == last).ShouldBeLessThan(before.Items.Count - 1);
        after.Items.Single(item => item.ItemId == last).Parts.Affinity.ShouldBeGreaterThan(before.Items[^1].Parts.Affinity);
        after.Policy.Version.ShouldBeGreaterThan(before.Policy.Version);
    }

    [Fact]
    public async Task Should_not_suffer_a_cold_start()
    {
        var stranger = await AskAsync("stranger", k: 4);
        stranger.Items.Count.ShouldBe(4);
        stranger.Items.ShouldAllBe(item => item.Parts.Affinity == 0);
        foreach (var person in new[] { "ann", "ben", "eve" })
        {
            await SayAsync(person, "skip", [.. (await AskAsync(person)).Items.Select(item => item.ItemId)]);
        }

        await ImportAsync("{\"id\":\"sad-new\",\"kind\":\"music\",\"title\":\"New\"}", "application/x-ndjson");
        var answer = await AskAsync("stranger");

        // What nobody has met yet is hoped for, and what people passed over is not.
        var fresh = answer.Items.Single(item => item.ItemId == "sad-new").Parts.Quality;
        answer.Items.Where(item => item.ItemId != "sad-new").ShouldAllBe(item => item.Parts.Quality < fresh);
    }

    private Task<RecommendationReady> AskAsync(string person, int k = 20, bool excludeSeen = false) => _app.RecommendAsync(
        Observations.Fused(Vectors.Axis(0), person, new RecommendationOptions { K = k, ExcludeSeen = excludeSeen }));

    /// <summary>Somebody is recommended to, and then does this with items of the slate.</summary>
    private async Task SayAsync(string person, string kind, params string[] items)
    {
        var answer = await AskAsync(person);
        await _app.SayAsync([.. items.Select(item => new
        {
            id = $"{person}/{answer.DecisionId}/{item}",
            decisionId = answer.DecisionId,
            itemId = item,
            kind,
            value = kind == "complete" ? 1.0 : (double?)null,
            at = TimeProvider.System.GetUtcNow(),
        })]);
        await _app.LearnedAsync();
    }

    private async Task<string[]> PopularAsync(string query) =>
        [.. (await _app.Client.GetFromJsonAsync<ItemList>($"/v1/items:popular?{query}", JsonDefaults.Options, Cancel))!.Items
            .Select(item => item.Id)];

    private async Task<UserAnswer> DescribeAsync(string person, string tenant)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/users/{person}");
        using var client = new HttpClient { BaseAddress = _app.Client.BaseAddress };
        client.DefaultRequestHeaders.Add(TenantContext.HeaderName, tenant);
        using var answer = await client.SendAsync(request, Cancel);
        return (await answer.Content.ReadFromJsonAsync<UserAnswer>(JsonDefaults.Options, Cancel))!;
    }

    private async Task<ImportReport> ImportAsync(string body, string type)
    {
        using var content = new StringContent(body, Encoding.UTF8, type);
        using var answer = await _app.Client.PostAsync(new Uri("/v1/items:import?wait=true", UriKind.Relative), content, Cancel);
        return (await answer.Content.ReadFromJsonAsync<ImportReport>(JsonDefaults.Options, Cancel))!;
    }
}
