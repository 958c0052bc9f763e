using System.Text.Json;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Hosting.Json;
using Mmei.Learning.Features;
using Mmei.Ranking.Rank;
using Mmei.Testing.Servers;

namespace Mmei.Ranking.Tests.Host;

/// <summary>What the service must do over every bus and database.</summary>
public abstract class RankingServiceConformance : IAsyncLifetime
{
    private RankingApp _app = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _app = await RankingApp.StartAsync(await SettingsAsync(), Encodings.Of, new KeyValuePair<string, string?>("Taste:Lag", "00:10:00"));

    public virtual async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Should_pass_on_how_the_session_developed()
    {
        var observation = Observations.Fused(Vectors.Axis(0));

        var answer = await _app.RecommendAsync(observation);

        var record = await _app.ReceiveAsync<DecisionMade>(decision => decision.ObservationId == observation.ObservationId);
        foreach (var session in new[] { answer.Perception.Session, record.Perception.Session })
        {
            session.ShouldNotBeNull().Smoothed.ShouldBe(observation.Perception.Session!.Smoothed);
            (session with { Smoothed = observation.Perception.Session.Smoothed }).ShouldBe(observation.Perception.Session);
        }
    }

    [Fact]
    public async Task Should_be_answered_with_a_slate_and_recorded_alike()
    {
        await StockAsync(30);
        var observation = Observations.Fused(Vectors.Axis(0), options: new RecommendationOptions { K = 5 });

        var answer = await _app.RecommendAsync(observation);

        var record = await _app.ReceiveAsync<DecisionMade>(decision => decision.ObservationId == observation.ObservationId);
        answer.Items.Select(item => item.Position).ShouldBe([1, 2, 3, 4, 5]);
        record.Items.Select(item => (item.ItemId, item.Position, item.Score, item.Propensity))
            .ShouldBe(answer.Items.Select(item => (item.ItemId, item.Position, item.Score, item.Propensity)));
        record.Items.ShouldAllBe(item => item.Features.Count == DecisionFeatures.Dimension);
        record.ShouldSatisfyAllConditions(
            () => record.DecisionId.ShouldBe(answer.DecisionId),
            () => record.DecisionId.ShouldBe(DecisionIds.Of(observation.ObservationId)),
            () => record.FeatureVersion.ShouldBe(DecisionFeatures.Version),
            () => record.Policy.ShouldBe(answer.Policy),
            () => record.UserId.ShouldBe("ann"),
            () => record.Perception.ModelsByRole()["text"].ShouldBe("text-bert@1"),
            () => record.ContentModel.ShouldBe("content-bert@1"),
            () => record.Perception.ModelsByRole().ContainsKey("audio").ShouldBeFalse());
        answer.ShouldSatisfyAllConditions(
            () => answer.ContentModel.ShouldBe("content-bert@1"),
            () => answer.Policy.Version.ShouldBe(0),
            () => answer.Perception.Modalities.ShouldBe(observation.Perception.Modalities),
            () => answer.Items[0].Title.ShouldStartWith("Rain"));
    }

    [Fact]
    public async Task Should_answer_nobody_and_record_nothing_of_it()
    {
        (await _app.RecommendAsync(Observations.Fused(Vectors.Axis(0), userId: null, tenant: "_nobody"))).Items.ShouldBeEmpty();
        await _app.RecommendAsync(Observations.Fused(Vectors.Axis(0)));

        (await _app.ReceiveAsync<DecisionMade>()).TenantId.ShouldBe("acme");
    }

    [Fact]
    public async Task Should_answer_once_when_it_is_told_twice()
    {
        await StockAsync(10);
        var observation = Observations.Fused(Vectors.Axis(0));
        var other = Observations.Fused(Vectors.Axis(1));
        await _app.RecommendAsync(observation);

        await _app.TellAsync(observation with { Perception = observation.Perception with { Degraded = true } });
        await _app.TellAsync(other);

        (await _app.ReceiveAsync<RecommendationReady>()).ObservationId.ShouldBe(other.ObservationId);
    }

    [Fact]
    public async Task Should_be_answered_with_an_empty_slate_while_there_are_no_items()
    {
        var observation = Observations.Fused(Vectors.Axis(0), tenant: "nobody");
        var answer = await _app.RecommendAsync(observation);

        answer.Items.ShouldBeEmpty();
        answer.ContentModel.ShouldBeNull();
        (await _app.ReceiveAsync<DecisionMade>(decision => decision.ObservationId == observation.ObservationId)).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_get_only_the_kinds_it_asks_for()
    {
        await StockAsync(12);

        var answer = await _app.RecommendAsync(
            Observations.Fused(Vectors.Axis(0), options: new RecommendationOptions { Kinds = [ContentKind.Story] }));

        answer.Items.ShouldNotBeEmpty();
        answer.Items.ShouldAllBe(item => item.Kind == ContentKind.Story);
    }

    [Fact]
    public async Task Should_rank_a_rewarded_item_clearly_higher_for_that_person_alone()
    {
        await StockAsync(30);
        var before = await _app.RecommendAsync(Observations.Fused(Vectors.Axis(0)));
        var liked = before.Items[^1];

        await RewardAsync(before.DecisionId, liked.ItemId, 0.8);

        var after = await _app.RecommendAsync(Observations.Fused(Vectors.Axis(0)));
        var stranger = await _app.RecommendAsync(Observations.Fused(Vectors.Axis(0), userId: "ben"));
        after.Items[0].ItemId.ShouldBe(liked.ItemId);
        after.Items[0].Score.ShouldBeGreaterThan(liked.Score + 0.3);
        stranger.Items.ShouldAllBe(item => item.Parts.Affinity == 0);
    }

    [Fact]
    public async Task Should_not_see_a_disliked_item_again()
    {
        await StockAsync(8);
        var before = await _app.RecommendAsync(Observations.Fused(Vectors.Axis(0)));

        await RewardAsync(before.DecisionId, before.Items[0].ItemId, 0, disliked: true);

        var after = await _app.RecommendAsync(Observations.Fused(Vectors.Axis(0)));
        after.Items.Count.ShouldBe(7);
        after.Items.ShouldAllBe(item => item.ItemId != before.Items[0].ItemId);
    }

    [Fact]
    public async Task Should_leave_out_seen_items_on_request()
    {
        await StockAsync(8);
        var before = await _app.RecommendAsync(Observations.Fused(Vectors.Axis(0)));
        await RewardAsync(before.DecisionId, before.Items[0].ItemId, 0.9);

        var fresh = await _app.RecommendAsync(
            Observations.Fused(Vectors.Axis(0), options: new RecommendationOptions { ExcludeSeen = true }));
        var all = await _app.RecommendAsync(Observations.Fused(Vectors.Axis(0)));

        fresh.Items.ShouldAllBe(item => item.ItemId != before.Items[0].ItemId);
        all.Items.ShouldContain(item => item.ItemId == before.Items[0].ItemId);
    }

    [Fact]
    public async Task Should_rank_the_items_that_were_asked_for_and_no_others()
    {
        await StockAsync(30);
        var all = await _app.RecommendAsync(Observations.Fused(Vectors.Axis(0), options: new RecommendationOptions { K = 30 }));
        string[] asked = [all.Items[^1].ItemId, "nothing-of-that-name", all.Items[0].ItemId];

        var ranked = await _app.RecommendAsync(Observations.Fused(Vectors.Axis(0), options: new RecommendationOptions { Items = asked }));

        ranked.Items.Select(item => item.ItemId).ShouldBe([asked[2], asked[0]]);
        ranked.Degraded.ShouldBeFalse();
    }

    [Fact]
    public async Task Should_not_rank_a_disliked_item_even_when_it_is_asked_for()
    {
        await StockAsync(8);
        var before = await _app.RecommendAsync(Observations.Fused(Vectors.Axis(0)));
        await RewardAsync(before.DecisionId, before.Items[0].ItemId, 0, disliked: true);

        var asked = new RecommendationOptions { Items = [before.Items[0].ItemId, before.Items[1].ItemId] };
        var after = await _app.RecommendAsync(Observations.Fused(Vectors.Axis(0), options: asked));

        after.Items.Select(item => item.ItemId).ShouldBe([before.Items[1].ItemId]);
    }

    [Fact]
    public async Task Should_serve_a_person_without_a_name()
    {
        await StockAsync(8);

        (await _app.RecommendAsync(Observations.Fused(Vectors.Axis(0), userId: null))).Items.ShouldAllBe(item => item.Parts.Affinity == 0);
    }

    [Fact]
    public async Task Should_ask_for_the_policies_after_a_start() =>
        (await _app.ReceiveAsync<RequestPolicySnapshot>()).Requester.ShouldNotBeEmpty();

    private protected abstract Task<IReadOnlyDictionary<string, string?>> SettingsAsync();

    private async Task StockAsync(int count)
    {
        string[] kinds = ["music", "image", "video", "story"];
        var rows = Enumerable.Range(0, count).Select(i => JsonSerializer.Serialize(
            new { id = $"i{i:D3}", kind = kinds[i % 4], title = $"Rain {i + 1}" }, JsonDefaults.Options));
        (await _app.ImportAsync(string.Join('\n', rows))).EnsureSuccessStatusCode();
        await _app.IndexedAsync(count);
    }

    private async Task RewardAsync(Guid decisionId, string itemId, double reward, bool disliked = false)
    {
        await _app.Bus.SendAsync(
            new RewardAssigned
            {
                TenantId = "acme",
                UserId = "ann",
                DecisionId = decisionId,
                ItemId = itemId,
                Reward = reward,
                Revision = 1,
                Disliked = disliked,
                At = TimeProvider.System.GetUtcNow(),
            },
            Cancel);
        var tastes = (Ranking.Taste.Tastes)_app.Services.GetService(typeof(Ranking.Taste.Tastes))!;
        await RankingApp.UntilAsync(async () => (await tastes.OfAsync("acme", "ann", model: null, Cancel)).Seen.Contains(itemId));
    }
}

public sealed class When_the_service_runs_alone : RankingServiceConformance
{
    private readonly TempFolder _folder = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    private protected override Task<IReadOnlyDictionary<string, string?>> SettingsAsync() =>
        Task.FromResult<IReadOnlyDictionary<string, string?>>(
            new Dictionary<string, string?> { ["Storage:ConnectionString"] = $"Data Source={_folder["mmei.db"]}" });
}

public sealed class When_the_service_runs_on_RabbitMQ_and_PostgreSql(
    RabbitMqServer broker, PostgresServer database) : RankingServiceConformance
{
    private protected override async Task<IReadOnlyDictionary<string, string?>> SettingsAsync() =>
        new Dictionary<string, string?>(await broker.CreateVirtualHostAsync())
        {
            ["Storage:Provider"] = "PostgreSql",
            ["Storage:ConnectionString"] = await database.CreateDatabaseAsync(),
        };
}
