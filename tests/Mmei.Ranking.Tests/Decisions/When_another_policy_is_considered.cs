using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Hosting.Failures;
using Mmei.Learning;
using Mmei.Learning.Features;
using Mmei.Learning.Numerics;
using Mmei.Learning.Policies;
using Mmei.Ranking.Catalog;
using Mmei.Ranking.Decisions.Evaluate;
using Mmei.Ranking.Decisions.Keep;
using Mmei.Ranking.Decisions.Replay;
using Mmei.Ranking.Quality;
using Mmei.Ranking.Rank;
using Mmei.Ranking.Taste;
using Mmei.Storage.Schema;
using Mmei.Testing.Servers;

namespace Mmei.Ranking.Tests.Decisions;

/// <summary>
/// Six pieces of music, which eight in ten like, and six stories, which one in ten likes. The policy has learned that music is worth half a
/// reward more; how it explores differs.
/// </summary>
public sealed class When_another_policy_is_considered : IAsyncLifetime
{
    private const int Items = 12;
    private const double Liked = 0.8;
    private const double Disliked = 0.1;

    private static readonly RankingOptions Weights = new()
    {
        Congruence = 0,
        Intent = 0,
        Said = 0,
        Affinity = 0,
        Quality = 0,
        Policy = 1,
        Diversity = 0,
        Lean = 0,
        PropensityDraws = 4,
    };

    private readonly List<PromotePolicy> _sent = [];
    private TestDatabase _database = null!;
    private SqlCatalogStore _catalog = null!;
    private SqlDecisionStore _decisions = null!;
    private SqlTasteStore _tastes = null!;
    private IReadOnlyList<RankableItem> _items = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private PolicyEvaluator Evaluator => new(_decisions, _tastes, new InputsOfRecords(_decisions, _catalog));

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.SqliteAsync(SqlSchema.Embedded("ranking", typeof(SqlDecisionStore).Assembly));
        _catalog = new SqlCatalogStore(_database.Database, new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        (_decisions, _tastes) = (new SqlDecisionStore(_database.Database), new SqlTasteStore(_database.Database));
        await _catalog.UpsertAsync("acme", [.. Enumerable.Range(0, Items).Select(Content)], Cancel);
        await _catalog.SaveEncodedAsync([.. Enumerable.Range(0, Items).Select(i => Encoded(i, revision: 1))], Cancel);
        _items = await _catalog.LoadAsync("acme", "content-bert@1", [.. Enumerable.Range(0, Items).Select(Id)], Cancel);
    }

    public async ValueTask DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Should_tell_the_value_of_a_better_one_and_let_it_pass()
    {
        await LogAsync(KnownPolicies.Random, exploration: 0, count: 400);

        var evaluation = await EvaluateAsync(KnownPolicies.Softmax, 0.1);

        evaluation.Decisions.ShouldBe(400);
        evaluation.Estimates["snips"].Value.ShouldBe(Liked, 0.08);
        evaluation.Estimates["ips"].Value.ShouldBe(Liked, 0.12);
        evaluation.Logged.Value.ShouldBe((Liked + Disliked) / 2, 0.08);
        evaluation.Gain.Low.ShouldBeGreaterThan(0);
        evaluation.Promotable.ShouldBeTrue(evaluation.Reason);
    }

    [Fact]
    public async Task Should_refuse_a_bad_one_and_say_why()
    {
        await LogAsync(KnownPolicies.Softmax, exploration: 0.3, count: 400);

        var evaluation = await EvaluateAsync(KnownPolicies.Random, 0);

        evaluation.Estimates["snips"].Value.ShouldBe((Liked + Disliked) / 2, 0.1);
        evaluation.Promotable.ShouldBeFalse();
        evaluation.Reason.ShouldStartWith("It may earn ");
        await Should.ThrowAsync<UnprocessableFailure>(() => PromoteAsync(KnownPolicies.Random, 0, force: false));
        _sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_have_a_good_one_put_in_force_and_a_bad_one_where_the_operator_insists()
    {
        await LogAsync(KnownPolicies.Softmax, exploration: 0.3, count: 120);

        await PromoteAsync(KnownPolicies.Softmax, 0.3, force: false);
        await PromoteAsync(KnownPolicies.Random, 0, force: true);

        _sent.Select(sent => (sent.TenantId, sent.Policy, sent.Exploration)).ShouldBe([("acme", "softmax", 0.3), ("acme", "random", 0)]);
    }

    [Fact]
    public async Task Should_let_the_one_in_force_pass()
    {
        await LogAsync(KnownPolicies.Softmax, exploration: 0.3, count: 120);

        var evaluation = await EvaluateAsync(KnownPolicies.Softmax, 0.3);

        (evaluation.Gain.Low, evaluation.Gain.High).ShouldBe((0, 0));
        evaluation.Promotable.ShouldBeTrue(evaluation.Reason);
        evaluation.EffectiveSampleSize.ShouldBe(120, 1e-6);
    }

    [Fact]
    public async Task Should_refuse_one_of_which_the_log_says_nothing()
    {
        // What is put first for certain tells of nothing else.
        await LogAsync(KnownPolicies.ThompsonSampling, exploration: 0, count: 120);

        var evaluation = await EvaluateAsync(KnownPolicies.Random, 0);

        evaluation.Promotable.ShouldBeFalse();
    }

    [Theory]
    [InlineData(1, "1 decision says too little; 100 are needed.")]
    [InlineData(20, "20 decisions say too little; 100 are needed.")]
    public async Task Should_refuse_any_by_a_few_decisions(int count, string reason)
    {
        await LogAsync(KnownPolicies.Softmax, exploration: 0.3, count);

        var evaluation = await EvaluateAsync(KnownPolicies.Softmax, 0.3);

        evaluation.Promotable.ShouldBeFalse();
        evaluation.Reason.ShouldBe(reason);
    }

    [Fact]
    public async Task Should_pass_over_decisions_that_cannot_be_made_again()
    {
        await LogAsync(KnownPolicies.Random, exploration: 0, count: 10);
        await _catalog.UpsertAsync("acme", [Content(0) with { Title = "Another" }], Cancel);
        await _catalog.SaveEncodedAsync([Encoded(0, revision: 2)], Cancel);

        (await Should.ThrowAsync<ConflictFailure>(() => EvaluateAsync(KnownPolicies.Random, 0)))
            .Message.ShouldContain("10 cannot be made again");
    }

    [Fact]
    public async Task Should_refuse_a_policy_that_is_not_known() =>
        (await Should.ThrowAsync<InvalidInputFailure>(() => EvaluateAsync("best", 0))).Errors.Keys.ShouldBe(["policy"]);

    private Task<PolicyEvaluation> PromoteAsync(string policy, double exploration, bool force) =>
        new PolicyPromotion(Evaluator, new FakeBus(Promoted), TimeProvider.System).PromoteAsync(
            "acme", new EvaluationRequest { Policy = policy, Exploration = exploration }, force, Cancel);

    private Task<PolicyEvaluation> EvaluateAsync(string policy, double exploration) => Evaluator.EvaluateAsync(
        "acme", new EvaluationRequest { Policy = policy, Exploration = exploration }, Cancel);

    private async Task LogAsync(string policy, double exploration, int count)
    {
        var (state, random) = (Learned().With(policy, exploration), new SeededRandom(count));
        var instruments = new RankingInstruments(
            new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());
        var records = new DecisionRecords(
            _decisions, Options.Create(new DecisionOptions()), Options.Create(Weights), Options.Create(new RuleOptions()), instruments,
            NullLogger<DecisionRecords>.Instance);
        for (var i = 0; i < count; i++)
        {
            var decision = Decided(state, i);
            await records.KeepAsync(decision, Cancel);
            var first = decision.Slate.Items[0].Item;
            await _tastes.KeepAsync(
                new RewardAssigned
                {
                    TenantId = "acme",
                    UserId = decision.Observation.UserId!,
                    DecisionId = decision.Inputs.DecisionId,
                    ItemId = first.ItemId,
                    Reward = random.Uniform() < (first.Kind == ContentKind.Music ? Liked : Disliked) ? 1 : 0,
                    Revision = 1,
                    Disliked = false,
                    At = decision.Inputs.Now,
                },
                Cancel);
        }
    }

    private Decision Decided(PolicyState state, int number)
    {
        var observation = Observations.Fused(Vectors.Random(7), options: new RecommendationOptions { K = 3 }) with
        {
            ObservationId = new Guid(number + 1, 1, 2, [3, 4, 5, 6, 7, 8, 9, 10]),
        };
        var inputs = new RankingInputs(
            DecisionIds.Of(observation.ObservationId), RankingContext.Of(observation, Weights), _items, 3, TasteProfile.None,
            new Dictionary<string, ItemQuality>(), state, DateTimeOffset.UnixEpoch.AddDays(20_000).AddMinutes(number));
        var found = new FoundCandidates(_items, CandidateOrigin.Found, 0);
        return new Decision(observation, inputs, found, new Ranker(Options.Create(Weights)).Rank(inputs), Behind: 0, TimeSpan.Zero);
    }

    private static PolicyState Learned()
    {
        const double Evidence = 1e6;
        var (gram, moment) = (new double[PackedLower.Length(DecisionFeatures.Dimension)], new double[DecisionFeatures.Dimension]);
        var music = DecisionFeatures.Names.ToList().IndexOf("bias") + 6 + (int)ContentKind.Music;
        gram[PackedLower.Length(music) + music] = Evidence;
        moment[music] = Evidence / 2;
        return PolicyState.Solve(1, 100, gram, moment, ridge: 1, noiseScale: 0);
    }

    private static string Id(int i) => $"i{i:D3}";

    private static ItemContent Content(int i) => new(Id(i), i < Items / 2 ? ContentKind.Music : ContentKind.Story, $"Title {i}", "", []);

    private static EncodedItem Encoded(int i, long revision) => new(
        "acme", Id(i), revision, Vectors.Random(i), Vectors.Peak(7, 4), Vectors.Peak(5, 0), "content-bert@1", Vectors.Meaning(i));

    private void Promoted(object message) => _sent.Add(message.ShouldBeOfType<PromotePolicy>());
}
