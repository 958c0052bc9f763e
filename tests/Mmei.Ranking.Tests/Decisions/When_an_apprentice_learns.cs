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
using Mmei.Messaging;
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
/// Six pieces of music and six stories. The baseline puts a piece of music first; the learner learns from what comes of the first place,
/// by the rewards alone.
/// </summary>
public sealed class When_an_apprentice_learns : IAsyncLifetime
{
    private const int Items = 12;
    private const int Decisions = 600;
    private const double Share = 0.1;
    private const double Liked = 0.8;
    private const double Disliked = 0.1;

    // What the baseline counts is equal for all, and among equals it takes the first by id.
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
        _items = await _catalog.LoadAsync("acme", [.. Enumerable.Range(0, Items).Select(Id)], Cancel);
    }

    public async ValueTask DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Should_take_over_where_it_has_learned_better()
    {
        await ServeAsync(Share, ContentKind.Story);

        var judged = await PromoteAsync(leastLift: 0.1);

        judged.BesideBaseline.MatchRate.ShouldBeLessThan(0.5);
        judged.BesideBaseline.Covered.ShouldBe(1, 1e-9);
        judged.BesideBaseline.Lift.Low.ShouldBeGreaterThan(0.1);
        _sent.ShouldHaveSingleItem().Policy.ShouldBe(KnownPolicies.ThompsonSampling);
    }

    [Fact]
    public async Task Should_have_the_baseline_serve_all_but_the_stated_share()
    {
        var tried = await ServeAsync(Share, ContentKind.Story);

        tried.ShouldBeInRange(1, (int)(2 * Share * Decisions));
    }

    [Fact]
    public async Task Should_not_take_over_where_the_baseline_is_right()
    {
        await ServeAsync(Share, ContentKind.Music);

        (await Should.ThrowAsync<UnprocessableFailure>(() => PromoteAsync(leastLift: 0.1)))
            .Message.ShouldContain("lin-ts is not put in force");

        _sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_not_take_over_where_it_was_never_tried()
    {
        await ServeAsync(share: 0, ContentKind.Story);

        var judged = await EvaluateAsync();
        judged.BesideBaseline.Covered.ShouldBeLessThan(0.9);
        judged.BesideBaseline.Lift.High.ShouldBeLessThanOrEqualTo(0);
        await Should.ThrowAsync<UnprocessableFailure>(() => PromoteAsync(leastLift: 0));
        _sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_match_the_baseline_wholly_where_it_is_the_baseline()
    {
        await ServeAsync(Share, ContentKind.Story);

        var judged = await Evaluator.EvaluateAsync(
            "acme", new EvaluationRequest { Policy = KnownPolicies.Congruence, Exploration = 0 }, Cancel);

        judged.BesideBaseline.ShouldBe(
            new BesideBaseline { MatchRate = 1, Covered = 1, Lift = new ValueInterval { Value = 0, Low = 0, High = 0 } });
    }

    [Fact]
    public async Task Should_wait_for_as_many_decisions_as_the_rule_asks_for()
    {
        await ServeAsync(Share, ContentKind.Story);

        (await Should.ThrowAsync<UnprocessableFailure>(() => PromoteAsync(leastLift: 0, leastDecisions: Decisions + 1)))
            .Message.ShouldContain($"{Decisions + 1} are needed");
    }

    [Fact]
    public async Task Should_wait_for_the_match_rate_that_the_rule_asks_for()
    {
        await ServeAsync(Share, ContentKind.Story);

        (await Should.ThrowAsync<UnprocessableFailure>(() => PromoteAsync(leastLift: 0, leastMatchRate: 0.99)))
            .Message.ShouldContain("0.99 is asked for");
    }

    [Fact]
    public async Task Should_refuse_a_rule_out_of_range() =>
        (await Should.ThrowAsync<InvalidInputFailure>(() => PromoteAsync(leastLift: 2, leastDecisions: 1, leastMatchRate: -1)))
            .Errors.Keys.ShouldBe(["leastDecisions", "leastMatchRate", "leastLift"], ignoreOrder: true);

    private Task<PolicyEvaluation> EvaluateAsync() => Evaluator.EvaluateAsync("acme", Request(), Cancel);

    private Task<PolicyEvaluation> PromoteAsync(double leastLift, int leastDecisions = 100, double? leastMatchRate = null) =>
        new PolicyPromotion(Evaluator, new Recorder(_sent), TimeProvider.System).PromoteAsync(
            "acme",
            Request() with { LeastLift = leastLift, LeastDecisions = leastDecisions, LeastMatchRate = leastMatchRate },
            force: false,
            Cancel);

    private static EvaluationRequest Request() =>
        new() { Policy = KnownPolicies.ThompsonSampling, Exploration = Share, Decisions = EvaluationRequest.MostDecisions };

    /// <summary>Has an apprentice serve people who like one kind; it learns from every answer.</summary>
    /// <returns>How often the learner was tried.</returns>
    private async Task<int> ServeAsync(double share, ContentKind liked)
    {
        var random = new SeededRandom(1);
        var (gram, moment) = (new double[PackedLower.Length(DecisionFeatures.Dimension)], new double[DecisionFeatures.Dimension]);
        var records = new DecisionRecords(
            _decisions, Options.Create(new DecisionOptions()), Options.Create(Weights), Options.Create(new RuleOptions()),
            new RankingInstruments(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>()),
            NullLogger<DecisionRecords>.Instance);
        var (tried, state) = (0, PolicyState.Prior(DecisionFeatures.Dimension, ridge: 1, noiseScale: 0));
        for (var i = 0; i < Decisions; i++)
        {
            const int BetweenBroadcasts = 20;
            state = i % BetweenBroadcasts == 0 ? PolicyState.Solve(1 + i, i, gram, moment, ridge: 1, noiseScale: 0) : state;
            var decision = Decided(state.With(KnownPolicies.Apprentice, share), i);
            await records.KeepAsync(decision, Cancel);
            var first = decision.Slate.Items[0];
            var reward = random.Uniform() < (first.Item.Kind == liked ? Liked : Disliked) ? 1 : 0;
            await _tastes.KeepAsync(Rewarded(decision, first.Item.ItemId, reward), Cancel);
            Learn(gram, moment, first.Features, reward);
            tried += decision.Slate.Explored ? 1 : 0;
        }

        return tried;
    }

    private static void Learn(double[] gram, double[] moment, double[] x, double reward)
    {
        for (var i = 0; i < moment.Length; i++)
        {
            moment[i] += reward * x[i];
            for (var j = 0; j <= i; j++)
            {
                gram[PackedLower.Length(i) + j] += x[i] * x[j];
            }
        }
    }

    private static RewardAssigned Rewarded(Decision decision, string itemId, double reward) => new()
    {
        TenantId = "acme",
        UserId = decision.Observation.UserId!,
        DecisionId = decision.Inputs.DecisionId,
        ItemId = itemId,
        Reward = reward,
        Revision = 1,
        Disliked = false,
        At = decision.Inputs.Now,
    };

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

    private static string Id(int i) => $"i{i:D3}";

    private static ItemContent Content(int i) => new(Id(i), i < Items / 2 ? ContentKind.Music : ContentKind.Story, $"Title {i}", "", []);

    private static EncodedItem Encoded(int i, long revision) => new(
        "acme", Id(i), revision, Vectors.Random(i), Vectors.Peak(7, 4), Vectors.Peak(5, 0), "content-bert@1", Vectors.Meaning(i));

    /// <summary>A fake bus: what is sent, in order.</summary>
    private sealed class Recorder(List<PromotePolicy> sent) : IMessageSender
    {
        public Task SendAsync<T>(T message, CancellationToken cancellationToken)
            where T : class
        {
            sent.Add(message.ShouldBeOfType<PromotePolicy>());
            return Task.CompletedTask;
        }

        public Task BroadcastAsync<T>(T message, CancellationToken cancellationToken)
            where T : class => throw new NotSupportedException();

        public Task SendToShardAsync<T>(int shard, T message, CancellationToken cancellationToken)
            where T : class => throw new NotSupportedException();

        public Task ReplyAsync<T>(Uri address, T message, CancellationToken cancellationToken)
            where T : class => throw new NotSupportedException();
    }
}
