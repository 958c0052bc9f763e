using Microsoft.Extensions.Options;
using Mmei.Contracts.V1;
using Mmei.Hosting.Failures;
using Mmei.Ranking.Catalog;
using Mmei.Ranking.Index;
using Mmei.Ranking.Taste;

namespace Mmei.Ranking.Rank;

/// <summary>The items that may stand on a slate.</summary>
internal sealed partial class CandidateSource(
    IVectorIndex index, RankableItems items, ICatalogStore store, IOptions<RankingOptions> options, ILogger<CandidateSource> logger)
{
    /// <summary>
    /// The items that were asked for, or else those that fit what is felt and said (<see cref="CandidateQuery"/>), without what the rules
    /// forbid and what has expired. While the index is away, the items that entered the catalog last stand in: <c>Fallback</c> says so.
    /// </summary>
    public async Task<(IReadOnlyList<RankableItem> Items, bool Fallback)> FindAsync(
        string tenantId, RankingContext context, RecommendationOptions asked, TasteProfile taste, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var excluded = asked.ExcludeSeen ? taste.Never.Union(taste.Seen).ToHashSet(StringComparer.Ordinal) : taste.Never;
        var query = new VectorQuery
        {
            TenantId = tenantId,
            Vector = CandidateQuery.Of(context, options.Value),
            Count = Math.Max(options.Value.Candidates, asked.K),
            Kinds = asked.Kinds,
            Excluded = excluded,
        };
        var (found, fallback) = asked.Items.Count > 0
            ? (await store.LoadAsync(tenantId, [.. asked.Items], cancellationToken), false)
            : await SearchAsync(query, now, cancellationToken);

        // The catalog has the last word: the index may lag behind it.
        return ([.. found.Where(IsAllowed)], fallback);

        bool IsAllowed(RankableItem item) =>
            (asked.Kinds.Count == 0 || asked.Kinds.Contains(item.Kind)) && !excluded.Contains(item.ItemId) && !item.HasExpired(now);
    }

    private async Task<(IReadOnlyList<RankableItem> Items, bool Fallback)> SearchAsync(
        VectorQuery query, DateTimeOffset now, CancellationToken cancellationToken)
    {
        IReadOnlyList<VectorHit> hits;
        try
        {
            hits = await index.SearchAsync(query, cancellationToken);
        }
        catch (UnavailableFailure unavailable)
        {
            IndexAway(unavailable);
            return (await store.LoadLatestAsync(query.TenantId, query.Count, now, cancellationToken), true);
        }

        return (await items.GetAsync(query.TenantId, [.. hits.Select(hit => (hit.ItemId, hit.Revision))], cancellationToken), false);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The index is away: the newest items of the catalog stand in")]
    private partial void IndexAway(Exception exception);
}
