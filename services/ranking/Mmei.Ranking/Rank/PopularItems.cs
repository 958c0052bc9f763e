using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using Mmei.Contracts.Taxonomy;
using Mmei.Hosting.Background;
using Mmei.Hosting.Failures;
using Mmei.Ranking.Catalog;
using Mmei.Ranking.Catalog.ReindexItems;
using Mmei.Ranking.Index;
using Mmei.Ranking.Quality;

namespace Mmei.Ranking.Rank;

/// <summary>
/// What people like and fits a mood. Of each tenant the items in question are remembered: those that were liked most, and those nearest to
/// each emotion. They are looked for once a minute while the tenant is served, so that they are there when the index is away.
/// </summary>
internal sealed class PopularItems(
    IVectorIndex index, RankableItems items, ItemVotes votes, ContentModelRegistry models, IOptions<RankingOptions> options,
    TimeProvider time, ILogger<PopularItems> logger) : RecurringService(time, logger)
{
    private const int Liked = 500;
    private const int NearEach = 100;
    private const int Tenants = 10_000;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    // Whoever asks for a list wants to see what was added just before; a page that many ask for costs a search now and then.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = Tenants });
    private readonly ConcurrentDictionary<string, byte> _served = new(StringComparer.Ordinal);

    /// <summary>The tenant is served: what is popular there shall be known.</summary>
    public void Serve(string tenantId)
    {
        if (_served.TryAdd(tenantId, 0) && KnownOf(tenantId) is null)
        {
            Wake();
        }
    }

    /// <summary>The best first. Of what has expired or is gone nothing is there.</summary>
    /// <param name="tenantId">Whose items.</param>
    /// <param name="target">The emotion that they should carry: a distribution in the order of <see cref="Emotion"/>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="UnavailableFailure">The index is away, and was before anything was known.</exception>
    public async Task<PopularList> OfAsync(string tenantId, double[] target, CancellationToken cancellationToken)
    {
        var known = KnownOf(tenantId);
        var isLastGood = false;
        if (known is null || Time.GetUtcNow() - known.At > Fresh)
        {
            try
            {
                known = await LookAsync(tenantId, cancellationToken);
            }
            catch (UnavailableFailure) when (known is not null)
            {
                isLastGood = true;
            }
        }

        return new PopularList(await OrderAsync(tenantId, models.Current.Serving, known.Ids, target, cancellationToken), isLastGood);
    }

    /// <summary>The same from what is known already, without a look at the index; nothing where nothing is known.</summary>
    public async Task<IReadOnlyList<RankableItem>> LastGoodAsync(
        string tenantId, string model, double[] target, CancellationToken cancellationToken) =>
        KnownOf(tenantId) is { } known ? await OrderAsync(tenantId, model, known.Ids, target, cancellationToken) : [];

    public override void Dispose()
    {
        _known.Dispose();
        base.Dispose();
    }

    protected override async Task<TimeSpan?> RunOnceAsync(CancellationToken cancellationToken)
    {
        foreach (var tenantId in _served.Keys)
        {
            await LookAsync(tenantId, cancellationToken);
            _served.TryRemove(tenantId, out _);
        }

        return Interval;
    }

    private Known? KnownOf(string tenantId) => _known.Get<Known>(tenantId);

    private async Task<Known> LookAsync(string tenantId, CancellationToken cancellationToken)
    {
        var now = Time.GetUtcNow();
        var ids = new HashSet<string>(await LikedAsync(tenantId, now, cancellationToken), StringComparer.Ordinal);
        if (models.Current.Serving is { } model)
        {
            ids.UnionWith(await NearAsync(tenantId, model, cancellationToken));
        }

        var known = new Known([.. ids], now);

        // An empty catalog may be filled the moment after.
        return ids.Count > 0 ? _known.Set(tenantId, known, new MemoryCacheEntryOptions { Size = 1 }) : known;
    }

    private async Task<IEnumerable<string>> NearAsync(string tenantId, string model, CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        foreach (var emotion in Enum.GetValues<Emotion>())
        {
            var near = new double[Sizes.Emotions];
            near[(int)emotion] = 1;
            var hits = await index.SearchAsync(
                new VectorQuery
                {
                    TenantId = tenantId,
                    Model = model,
                    Vector = IndexVector.Of(profile: IndexVector.Profile(near, new double[Sizes.Intents])),
                    Count = NearEach,
                },
                cancellationToken);
            ids.AddRange(hits.Select(hit => hit.ItemId));
        }

        return ids;
    }

    private async Task<IEnumerable<string>> LikedAsync(string tenantId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var tally = await votes.OfAsync(tenantId, cancellationToken);
        var qualities = await votes.QualitiesAsync(tenantId, tally.Items.Keys, now, cancellationToken);
        return qualities.Where(item => item.Value.Known > 0).OrderByDescending(item => item.Value.Known)
            .ThenBy(item => item.Key, StringComparer.Ordinal).Take(Liked).Select(item => item.Key);
    }

    private async Task<IReadOnlyList<RankableItem>> OrderAsync(
        string tenantId, string? model, IReadOnlyList<string> ids, double[] target, CancellationToken cancellationToken)
    {
        var now = Time.GetUtcNow();
        var found = await items.GetAsync(tenantId, model, [.. ids.Select(id => (id, 0L))], cancellationToken);
        var qualities = await votes.QualitiesAsync(tenantId, found.Select(item => item.ItemId), now, cancellationToken);
        return
        [
            .. found.Where(item => !item.HasExpired(now)).OrderByDescending(ScoreOf).ThenBy(item => item.ItemId, StringComparer.Ordinal),
        ];

        double ScoreOf(RankableItem item) =>
            (options.Value.Congruence * MoodAim.Nearness(target, item.EmotionProfile))
            + (options.Value.Quality * qualities[item.ItemId].Known);
    }

    private sealed record Known(IReadOnlyList<string> Ids, DateTimeOffset At);
}

/// <param name="IsLastGood">The index is away: these were looked for before.</param>
internal sealed record PopularList(IReadOnlyList<RankableItem> Items, bool IsLastGood);
