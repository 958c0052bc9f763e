using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Learning;
using Mmei.Learning.Features;
using Mmei.Learning.Numerics;
using Mmei.Learning.Policies;
using Mmei.Ranking.Catalog;
using Mmei.Ranking.Decisions.Evaluate;
using Mmei.Ranking.Decisions.Keep;
using Mmei.Ranking.Decisions.Replay;
using Mmei.Ranking.Decisions.TakeOver;
using Mmei.Ranking.Quality;
using Mmei.Ranking.Rank;
using Mmei.Ranking.Taste;
using Mmei.Storage.Schema;
using Mmei.Testing.Servers;

namespace Mmei.Ranking.Tests.Decisions;

/// <summary>
/// Six pieces of music and six stories. The baseline puts a piece of music first; the learner learns from what comes of the first place,
/// by the rewards alone. What came of it is kept in a database of its own.
/// </summary>
internal sealed class ApprenticeWorld : IAsyncDisposable
{
    public const int Decisions = 600;
    private const int Items = 12;
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

    private readonly TestDatabase _database;
    private readonly SqlCatalogStore _catalog;
    private readonly SqlDecisionStore _decisions;
    private readonly SqlTasteStore _tastes;
    private IReadOnlyList<RankableItem> _items = [];

    private ApprenticeWorld(TestDatabase database)
    {
        _database = database;
        _catalog = new SqlCatalogStore(database.Database, new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        (_decisions, _tastes) = (new SqlDecisionStore(database.Database), new SqlTasteStore(database.Database));
    }

    /// <summary>When the first decision is made; one follows each minute.</summary>
    public static DateTimeOffset Begins { get; } = DateTimeOffset.UnixEpoch.AddDays(20_000);

    public static DateTimeOffset Ends => Begins.AddMinutes(Decisions - 1);

    public IDecisionStore Records => _decisions;

    /// <summary>None has been taken.</summary>
    public ILookStore Looks => new SqlLookStore(_database.Database);

    public PolicyEvaluator Evaluator => new(_decisions, _tastes, new InputsOfRecords(_decisions, _catalog));

    /// <summary>How often the learner was tried.</summary>
    public int Tried { get; private set; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Has an apprentice serve people who like one kind; it learns from every answer.</summary>
    public static async Task<ApprenticeWorld> ServedAsync(double share, ContentKind liked)
    {
        var world = new ApprenticeWorld(await TestDatabase.SqliteAsync(SqlSchema.Embedded("ranking", typeof(SqlDecisionStore).Assembly)));
        await world.StockAsync();
        await world.ServeAsync(share, liked);
        return world;
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private async Task StockAsync()
    {
        await _catalog.UpsertAsync("acme", [.. Enumerable.Range(0, Items).Select(Content)], Cancel);
        await _catalog.SaveEncodedAsync([.. Enumerable.Range(0, Items).Select(i => Encoded(i, revision: 1))], Cancel);
        _items = await _catalog.LoadAsync("acme", "content-bert@1", [.. Enumerable.Range(0, Items).Select(Id)], Cancel);
    }

    private async Task ServeAsync(double share, ContentKind liked)
    {
        var random = new SeededRandom(1);
        var (gram, moment) = (new double[PackedLower.Length(DecisionFeatures.Dimension)], new double[DecisionFeatures.Dimension]);
        var records = new DecisionRecords(
            _decisions, Options.Create(new DecisionOptions()), Options.Create(Weights), Options.Create(new RuleOptions()),
            new RankingInstruments(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>()),
            NullLogger<DecisionRecords>.Instance);
        var state = PolicyState.Prior(DecisionFeatures.Dimension, ridge: 1, noiseScale: 0);
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
            Tried += decision.Slate.Explored ? 1 : 0;
        }
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
            new Dictionary<string, ItemQuality>(), state, Begins.AddMinutes(number));
        var found = new FoundCandidates(_items, CandidateOrigin.Found, 0);
        return new Decision(observation, inputs, found, new Ranker(Options.Create(Weights)).Rank(inputs), Behind: 0, TimeSpan.Zero);
    }

    private static string Id(int i) => $"i{i:D3}";

    private static ItemContent Content(int i) => new(Id(i), i < Items / 2 ? ContentKind.Music : ContentKind.Story, $"Title {i}", "", []);

    private static EncodedItem Encoded(int i, long revision) => new(
        "acme", Id(i), revision, Vectors.Random(i), Vectors.Peak(7, 4), Vectors.Peak(5, 0), "content-bert@1", Vectors.Meaning(i));
}
