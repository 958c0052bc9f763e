using Microsoft.Extensions.Options;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Hosting.Failures;
using Mmei.Ranking.Catalog;
using Mmei.Ranking.Index;
using Mmei.Ranking.Taste;

namespace Mmei.Ranking.Rank;

/// <summary>The items that may stand on a slate.</summary>
internal sealed partial class CandidateSource(
    IVectorIndex index, RankableItems items, ICatalogStore store, IOptions<RankingOptions> options, IOptions<RuleOptions> rules,
    ILogger<CandidateSource> logger)
{
    /// <summary>
    /// The items that were asked for, or else those that fit what is felt and said (<see cref="CandidateQuery"/>), without what the rules
    /// forbid and what has expired. While the index is away, the items that entered the catalog last stand in.
    /// </summary>
    public async Task<FoundCandidates> FindAsync(
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
            Tags = Tag.Names(asked.Tags),
            ExcludedTags = Tag.Names(asked.ExcludeTags.Concat(rules.Value.BlockedOf(tenantId))),
            Excluded = excluded,
        };
        var found = asked.Items.Count > 0
            ? new FoundCandidates(
                await store.LoadAsync(tenantId, [.. asked.Items], cancellationToken), CandidateOrigin.Asked, Threshold: null)
            : await SearchAsync(query, now, cancellationToken);

        // The catalog has the last word: the index may lag behind it.
        return found with { Items = [.. found.Items.Where(IsAllowed)] };

        bool IsAllowed(RankableItem item) =>
            (asked.Kinds.Count == 0 || asked.Kinds.Contains(item.Kind)) && !excluded.Contains(item.ItemId) && !item.HasExpired(now)
            && (query.Tags.Count == 0 || item.Tags.Any(query.Tags.Contains)) && !item.Tags.Any(query.ExcludedTags.Contains);
    }

    private async Task<FoundCandidates> SearchAsync(VectorQuery query, DateTimeOffset now, CancellationToken cancellationToken)
    {
        IReadOnlyList<VectorHit> hits;
        try
        {
            hits = await index.SearchAsync(query, cancellationToken);
        }
        catch (UnavailableFailure unavailable)
        {
            IndexAway(unavailable);
            var newest = await store.LoadLatestAsync(query.TenantId, query.Count, now, cancellationToken);
            return new FoundCandidates(newest, CandidateOrigin.Newest, Threshold: null);
        }

        return new FoundCandidates(
            await items.GetAsync(query.TenantId, [.. hits.Select(hit => (hit.ItemId, hit.Revision))], cancellationToken),
            CandidateOrigin.Found,
            hits.Count < query.Count ? null : hits[^1].Score);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The index is away: the newest items of the catalog stand in")]
    private partial void IndexAway(Exception exception);
}
