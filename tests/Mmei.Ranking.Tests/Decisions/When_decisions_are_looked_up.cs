using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.Tensors;
using Mmei.Contracts.V1;
using Mmei.Hosting.Json;
using Mmei.Ranking.Tests.Host;
using Mmei.Testing.Servers;

namespace Mmei.Ranking.Tests.Decisions;

/// <summary>Over HTTP, of the whole service; each database runs all of it.</summary>
public abstract class DecisionsConformance : IAsyncLifetime
{
    private const int Items = 12;
    private RankingApp _app = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await RankingApp.StartAsync(
            await SettingsAsync(), Encoded, new("Ranking:Candidates", "8"), new("Ranking:Diversity", "0"),
            new("Ranking:PerCreator", "1"), new("Rules:BlockedTags:acme:0", "Gore"));
        string[] kinds = ["music", "image", "video", "story"];
        var rows = Enumerable.Range(1, Items).Select(i => JsonSerializer.Serialize(
            new { id = $"i{i:D2}", kind = kinds[i % 4], title = $"Rain {i}" }, JsonDefaults.Options));
        (await _app.ImportAsync(string.Join('\n', rows))).EnsureSuccessStatusCode();
        await _app.IndexedAsync(Items);
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Should_tell_what_was_known_asked_and_decided()
    {
        var observation = Observations.Fused(Vectors.Axis(0), options: new RecommendationOptions { K = 3, Mood = MoodGoal.Lift });
        var made = await _app.RecommendAsync(observation);

        var told = await GetAsync(made.DecisionId);

        told.ObservationId.ShouldBe(observation.ObservationId);
        told.UserId.ShouldBe("ann");
        told.Emotion.Label.ShouldBe(Emotion.Sadness);
        told.Emotion.Confidence.ShouldBe(0.8);
        told.Intent.Label.ShouldBe(Intent.Relax);
        told.Mood.ShouldBe(new MoodAnswer { Goal = MoodGoal.Lift, Asked = true });
        told.Options.K.ShouldBe(3);
        told.Candidates.ShouldSatisfyAllConditions(
            candidates => candidates.Count.ShouldBe(8),
            candidates => candidates.Origin.ShouldBe(CandidateOrigin.Found),
            candidates => candidates.Threshold.ShouldNotBeNull());
        told.Models["content"].ShouldBe("content-bert@1");
        told.Items.Select(item => (item.Id, item.Position, item.Score, item.Propensity))
            .ShouldBe(made.Items.Select(item => (item.ItemId, item.Position, item.Score, item.Propensity)));
        told.Items.ShouldAllBe(item => item.Title!.StartsWith("Rain"));
        told.WhyNot.ShouldBeNull();
    }

    [Fact]
    public async Task Should_come_out_identical_when_it_is_made_again()
    {
        var made = await _app.RecommendAsync(Observations.Fused(Vectors.Axis(0)));

        (await ReplayAsync(made.DecisionId)).ShouldSatisfyAllConditions(
            answer => answer.Outcome.ShouldBe(ReplayOutcome.Identical),
            answer => answer.DecisionId.ShouldBe(made.DecisionId));
    }

    [Fact]
    public async Task Should_name_what_was_deleted_since()
    {
        var made = await _app.RecommendAsync(Observations.Fused(Vectors.Axis(0)));
        (await _app.Client.DeleteAsync(new Uri($"/v1/items/{made.Items[0].ItemId}", UriKind.Relative), Cancel)).EnsureSuccessStatusCode();

        var answer = await ReplayAsync(made.DecisionId);

        answer.Outcome.ShouldBe(ReplayOutcome.Different);
        answer.Lacks.ShouldHaveSingleItem().Id.ShouldBe(made.Items[0].ItemId);
        (await GetAsync(made.DecisionId)).Items[0].Title.ShouldBeNull();
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("GET", "?whyNot=i01")]
    [InlineData("POST", ":replay")]
    public async Task Should_not_exist_for_another_tenant(string method, string suffix)
    {
        var made = await _app.RecommendAsync(Observations.Fused(Vectors.Axis(0)));
        using var other = _app.ClientOf("globex");
        using var request = new HttpRequestMessage(new HttpMethod(method), $"/v1/decisions/{made.DecisionId}{suffix}");

        (await other.SendAsync(request, Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/v1/decisions/0193a000-0000-7000-8000-000000000001")]
    [InlineData("/v1/decisions/nothing")]
    public async Task Should_not_exist_where_nobody_decided(string path) =>
        (await _app.Client.GetAsync(new Uri(path, UriKind.Relative), Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

    [Fact]
    public async Task Should_refuse_what_is_no_item_id()
    {
        var made = await _app.RecommendAsync(Observations.Fused(Vectors.Axis(0)));

        using var refused = await _app.Client.GetAsync(
            new Uri($"/v1/decisions/{made.DecisionId}?whyNot=%20", UriKind.Relative), Cancel);

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadAsStringAsync(Cancel)).ShouldContain("whyNot");
    }

    [Fact]
    public async Task Should_say_where_a_candidate_came_that_is_not_shown()
    {
        var all = await _app.RecommendAsync(Observations.Fused(Vectors.Axis(0), options: new RecommendationOptions { K = 8 }));
        var made = await _app.RecommendAsync(Observations.Fused(Vectors.Axis(0), options: new RecommendationOptions { K = 2 }));

        var answer = await WhyNotAsync(made.DecisionId, all.Items[4].ItemId);

        answer.ShouldSatisfyAllConditions(
            () => answer.Code.ShouldBe(WhyNotCode.BelowSlate),
            () => answer.Rank.ShouldBe(5),
            () => answer.Score.ShouldBe(all.Items[4].Score),
            () => answer.Needed.ShouldBe(made.Items[1].Score),
            () => answer.Explanation!.Congruence.ShouldBe(all.Items[4].Parts.Congruence),
            () => answer.Lacks.ShouldBeNull());
    }

    [Fact]
    public async Task Should_say_how_far_an_item_was_from_the_candidates()
    {
        var made = await _app.RecommendAsync(Observations.Fused(Vectors.Axis(0), options: new RecommendationOptions { K = 2 }));

        var answer = await WhyNotAsync(made.DecisionId, "i12");

        answer.ShouldSatisfyAllConditions(
            () => answer.Code.ShouldBe(WhyNotCode.NotACandidate),
            () => answer.Score.ShouldNotBeNull().ShouldBeLessThan(answer.Needed.ShouldNotBeNull()),
            () => answer.Similarity.ShouldNotBeNull().ShouldBe(Vectors.Between(0, 1, 0.6)[0], 1e-3),
            () => answer.Rank.ShouldBeNull());
    }

    [Fact]
    public async Task Should_name_the_rule_that_kept_an_item_out()
    {
        var kinds = await _app.RecommendAsync(
            Observations.Fused(Vectors.Axis(0), options: new RecommendationOptions { Kinds = [ContentKind.Story] }));
        var asked = await _app.RecommendAsync(
            Observations.Fused(Vectors.Axis(0), options: new RecommendationOptions { Items = ["i01"] }));

        (await WhyNotAsync(kinds.DecisionId, "i01")).Code.ShouldBe(WhyNotCode.ExcludedKind);
        (await WhyNotAsync(asked.DecisionId, "i02")).Code.ShouldBe(WhyNotCode.NotAsked);
        (await WhyNotAsync(asked.DecisionId, "i01")).ShouldSatisfyAllConditions(
            answer => answer.Code.ShouldBe(WhyNotCode.Shown),
            answer => answer.Rank.ShouldBe(1));
        (await WhyNotAsync(asked.DecisionId, "no-such-item")).Code.ShouldBe(WhyNotCode.Unknown);
    }

    [Fact]
    public async Task Should_name_the_tag_rule_that_kept_an_item_out()
    {
        await PutAsync(new { kind = "music", title = "Rain 1", tags = new[] { "gore" } }, "i01");
        await PutAsync(new { kind = "music", title = "Rain 2", tags = new[] { "Sea" } }, "i02");
        var asked = new RecommendationOptions { Tags = ["sea"], K = 8 };

        var sea = await _app.RecommendAsync(Observations.Fused(Vectors.Axis(0), options: asked));
        var land = await _app.RecommendAsync(Observations.Fused(Vectors.Axis(0), options: asked with { Tags = [], ExcludeTags = ["sea"] }));

        sea.Items.ShouldHaveSingleItem().ItemId.ShouldBe("i02");
        land.Items.Count.ShouldBe(8);
        land.Items.ShouldAllBe(item => item.ItemId != "i01" && item.ItemId != "i02");
        (await WhyNotAsync(sea.DecisionId, "i03")).Code.ShouldBe(WhyNotCode.ExcludedTag);
        (await WhyNotAsync(land.DecisionId, "i02")).Code.ShouldBe(WhyNotCode.ExcludedTag);
        (await WhyNotAsync(land.DecisionId, "i01")).Code.ShouldBe(WhyNotCode.BlockedTag);
        (await GetAsync(sea.DecisionId)).Options.Tags.ShouldBe(["sea"]);
    }

    [Fact]
    public async Task Should_say_that_a_filter_kept_an_item_out()
    {
        await PutAsync(new { kind = "music", title = "Rain 1", attributes = new { bpm = 92 } }, "i01");
        await PutAsync(new { kind = "music", title = "Rain 2", attributes = new { bpm = 140 } }, "i02");
        var asked = new RecommendationOptions { K = 8, Filter = "attributes.bpm < 100" };

        var slow = await _app.RecommendAsync(Observations.Fused(Vectors.Axis(0), options: asked));
        var named = await _app.RecommendAsync(Observations.Fused(Vectors.Axis(0), options: asked with { Items = ["i01", "i02", "i03"] }));
        var rest = await _app.RecommendAsync(
            Observations.Fused(Vectors.Axis(0), options: asked with { Filter = "not exists(attributes.bpm)" }));

        slow.Items.ShouldHaveSingleItem().ItemId.ShouldBe("i01");
        named.Items.ShouldHaveSingleItem().ItemId.ShouldBe("i01");
        rest.Items.Count.ShouldBe(8);
        rest.Items.ShouldAllBe(item => item.ItemId != "i01" && item.ItemId != "i02");
        (await WhyNotAsync(slow.DecisionId, "i02")).ShouldSatisfyAllConditions(
            answer => answer.Code.ShouldBe(WhyNotCode.FilteredByExpression),
            answer => answer.Reason.ShouldEndWith("attributes.bpm < 100"));
        (await WhyNotAsync(slow.DecisionId, "i03")).Code.ShouldBe(WhyNotCode.FilteredByExpression);
        (await GetAsync(slow.DecisionId)).Options.Filter.ShouldBe("attributes.bpm < 100");
        (await ReplayAsync(slow.DecisionId)).Outcome.ShouldBe(ReplayOutcome.Identical);
        (await ReplayAsync(rest.DecisionId)).Outcome.ShouldBe(ReplayOutcome.Identical);
    }

    [Fact]
    public async Task Should_bring_up_what_is_boosted_though_it_was_too_far_to_be_a_candidate()
    {
        await PutAsync(new { kind = "music", title = "Rain 11", attributes = new { label = "ours" } }, "i11");
        var ours = new Boost("attributes.label == 'ours'", 0.5);

        var plain = await _app.RecommendAsync(Observations.Fused(Vectors.Axis(0), options: new RecommendationOptions { K = 8 }));
        var made = await _app.RecommendAsync(
            Observations.Fused(Vectors.Axis(0), options: new RecommendationOptions { K = 8, Boosts = [ours] }));

        (await WhyNotAsync(plain.DecisionId, "i11")).Code.ShouldBe(WhyNotCode.NotACandidate);
        var shown = made.Items.Single(item => item.ItemId == "i11");
        shown.Parts.Boost.ShouldBe(0.5);
        shown.Rules.ShouldBe(["options.boosts[0]"]);
        made.Items.Where(item => item != shown).ShouldAllBe(item => item.Parts.Boost == 0 && item.Rules.Count == 0);
        var told = await GetAsync(made.DecisionId);
        told.Options.Boosts.ShouldHaveSingleItem().ShouldBe(new BoostRequest { When = ours.When, By = 0.5 });
        told.Items.Single(item => item.Id == "i11").Explanation.ShouldSatisfyAllConditions(
            why => why.Boost.ShouldBe(0.5), why => why.Rules.ShouldBe(["options.boosts[0]"]));
        (await WhyNotAsync(made.DecisionId, "i11")).Explanation!.Boost.ShouldBe(0.5);
        (await ReplayAsync(made.DecisionId)).Outcome.ShouldBe(ReplayOutcome.Identical);
    }

    [Fact]
    public async Task Should_let_come_up_what_no_boost_takes_off()
    {
        // Eight of twelve can be candidates, and all of those that are nearest are taken down.
        for (var i = 1; i <= 8; i++)
        {
            await PutAsync(new { kind = "music", title = $"Rain {i}", tags = new[] { "live" } }, $"i{i:D2}");
        }

        var made = await _app.RecommendAsync(Observations.Fused(
            Vectors.Axis(0), options: new RecommendationOptions { K = 8, Boosts = [new Boost("tags has 'live'", -3)] }));

        made.Items.Select(item => item.ItemId).Take(4).ShouldBe(["i09", "i10", "i11", "i12"], ignoreOrder: true);
        made.Items.Skip(4).ShouldAllBe(item => item.Parts.Boost == -3);
        var left = await WhyNotAsync(made.DecisionId, "i08");
        left.Code.ShouldBe(WhyNotCode.NotACandidate);
        left.Score.ShouldNotBeNull().ShouldBeLessThan(left.Needed.ShouldNotBeNull());
        (await ReplayAsync(made.DecisionId)).Outcome.ShouldBe(ReplayOutcome.Identical);
    }

    [Fact]
    public async Task Should_say_that_enough_of_a_creator_is_shown()
    {
        await PutAsync(new { kind = "music", title = "Rain 1", creator = "Ada" }, "i01");
        await PutAsync(new { kind = "music", title = "Rain 2", creator = "Ada" }, "i02");

        var made = await _app.RecommendAsync(Observations.Fused(Vectors.Axis(0), options: new RecommendationOptions { K = 3 }));

        made.Items.Select(item => item.ItemId).ShouldBe(["i01", "i03", "i04"]);
        (await WhyNotAsync(made.DecisionId, "i02")).Code.ShouldBe(WhyNotCode.CreatorCap);
        (await ReplayAsync(made.DecisionId)).Outcome.ShouldBe(ReplayOutcome.Identical);
    }

    [Fact]
    public async Task Should_say_that_an_item_had_expired()
    {
        var item = new { kind = "music", title = "Rain 3", expiresAt = TimeProvider.System.GetUtcNow().AddSeconds(2) };
        (await _app.PutAsync("i03", item)).EnsureSuccessStatusCode();
        RecommendationReady made = null!;
        await RankingApp.UntilAsync(async () =>
        {
            made = await _app.RecommendAsync(Observations.Fused(Vectors.Axis(0)));
            return made.Items.All(shown => shown.ItemId != "i03");
        });

        (await WhyNotAsync(made.DecisionId, "i03")).Code.ShouldBe(WhyNotCode.Expired);
    }

    [Fact]
    public async Task Should_say_what_the_person_thought_of_it()
    {
        var before = await _app.RecommendAsync(Observations.Fused(Vectors.Axis(0), userId: "cleo"));
        await RewardAsync(before.DecisionId, before.Items[0].ItemId, disliked: true);
        await RewardAsync(before.DecisionId, before.Items[1].ItemId, disliked: false);

        var after = await _app.RecommendAsync(
            Observations.Fused(Vectors.Axis(0), userId: "cleo", options: new RecommendationOptions { ExcludeSeen = true }));

        (await WhyNotAsync(after.DecisionId, before.Items[0].ItemId)).Code.ShouldBe(WhyNotCode.Disliked);
        (await WhyNotAsync(after.DecisionId, before.Items[1].ItemId)).Code.ShouldBe(WhyNotCode.Seen);
        (await GetAsync(after.DecisionId)).Taste.ShouldBe(new TasteAnswer { Rated = 2, Disliked = 1 });
        (await ReplayAsync(after.DecisionId)).Outcome.ShouldBe(ReplayOutcome.Identical);
    }

    [Fact]
    public async Task Should_say_that_an_item_came_later()
    {
        var made = await _app.RecommendAsync(Observations.Fused(Vectors.Axis(0)));
        (await _app.PutAsync("late", new { kind = "music", title = "Late" })).EnsureSuccessStatusCode();
        await _app.IndexedAsync(Items + 1);

        (await WhyNotAsync(made.DecisionId, "late")).Code.ShouldBe(WhyNotCode.NotIndexed);
    }

    private protected abstract Task<IReadOnlyDictionary<string, string?>> SettingsAsync();

    /// <summary>The further from the person's state, the higher the number in the title.</summary>
    private static ItemEncoded Encoded(EncodeItem item)
    {
        var turn = item.Title == "Late" ? 0 : int.Parse(item.Title.Split(' ')[^1], CultureInfo.InvariantCulture) / 20.0;
        return Encodings.Of(item) with { Embedding = TensorCodec.Pack(Vectors.Between(0, 1, turn), 1, 256) };
    }

    private async Task<DecisionAnswer> GetAsync(Guid decisionId, string query = "") =>
        (await _app.Client.GetFromJsonAsync<DecisionAnswer>($"/v1/decisions/{decisionId}{query}", JsonDefaults.Options, Cancel))!;

    private async Task PutAsync(object item, string id)
    {
        (await _app.PutAsync(id, item)).EnsureSuccessStatusCode();
        await _app.IndexedAsync(Items);
    }

    private async Task<WhyNotAnswer> WhyNotAsync(Guid decisionId, string itemId) =>
        (await GetAsync(decisionId, $"?whyNot={itemId}")).WhyNot.ShouldNotBeNull();

    private async Task<ReplayAnswer> ReplayAsync(Guid decisionId)
    {
        using var answer = await _app.Client.PostAsync(new Uri($"/v1/decisions/{decisionId}:replay", UriKind.Relative), null, Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (await answer.Content.ReadFromJsonAsync<ReplayAnswer>(JsonDefaults.Options, Cancel))!;
    }

    private async Task RewardAsync(Guid decisionId, string itemId, bool disliked)
    {
        await _app.Bus.SendAsync(
            new RewardAssigned
            {
                TenantId = "acme",
                UserId = "cleo",
                DecisionId = decisionId,
                ItemId = itemId,
                Reward = disliked ? 0 : 0.7,
                Revision = 1,
                Disliked = disliked,
                At = TimeProvider.System.GetUtcNow(),
            },
            Cancel);
        var tastes = (Ranking.Taste.Tastes)_app.Services.GetService(typeof(Ranking.Taste.Tastes))!;
        await RankingApp.UntilAsync(async () => (await tastes.OfAsync("acme", "cleo", model: null, Cancel)).Seen.Contains(itemId));
    }
}

public sealed class When_decisions_are_looked_up_in_SQLite : DecisionsConformance
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

public sealed class When_decisions_are_looked_up_in_PostgreSql(PostgresServer database) : DecisionsConformance
{
    private protected override async Task<IReadOnlyDictionary<string, string?>> SettingsAsync() => new Dictionary<string, string?>
    {
        ["Storage:Provider"] = "PostgreSql",
        ["Storage:ConnectionString"] = await database.CreateDatabaseAsync(),
    };
}
