using Microsoft.Extensions.Options;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Expressions;
using Mmei.Hosting.Failures;
using Mmei.Ranking.Catalog;
using Mmei.Ranking.Index;
using Mmei.Ranking.Taste;

namespace Mmei.Ranking.Rank;

/// <summary>The items that may stand on a slate.</summary>
internal sealed partial class CandidateSource(
    IVectorIndex index, RankableItems items, PopularItems popular, ICatalogStore store, IOptions<RankingOptions> options,
    IOptions<RuleOptions> rules, ILogger<CandidateSource> logger)
{
    /// <summary>
    /// The items that were asked for, or else those that fit what is felt and said (<see cref="CandidateQuery"/>), without what the rules
    /// forbid and what has expired. A boost counts in the search too (<see cref="Boosts.Searches"/>).
    /// While the index is away, what was popular for the mood aimed at stands in, and where too little of it
    /// may be shown, the items that entered the catalog last.
    /// </summary>
    /// <param name="tenantId">Whose items.</param>
    /// <param name="model">The content model that encoded them; null: none has encoded anything.</param>
    /// <param name="context">What is felt and wanted.</param>
    /// <param name="asked">What the request says of items.</param>
    /// <param name="taste">Of the person.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<FoundCandidates> FindAsync(
        string tenantId, string? model, RankingContext context, RecommendationOptions asked, TasteProfile taste, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (model is null)
        {
            return new FoundCandidates([], CandidateOrigin.Found, Threshold: null);
        }

        var boosts = new Boosts(asked.Boosts);
        var excluded = asked.ExcludeSeen ? taste.Never.Union(taste.Seen).ToHashSet(StringComparer.Ordinal) : taste.Never;
        var query = new VectorQuery
        {
            TenantId = tenantId,
            Model = model,
            Vector = CandidateQuery.Of(context, options.Value),
            Count = Math.Max(options.Value.Candidates, asked.K),
            Kinds = asked.Kinds,
            Tags = Tag.Names(asked.Tags),
            ExcludedTags = Tag.Names(asked.ExcludeTags.Concat(rules.Value.BlockedOf(tenantId))),
            Filter = asked.Filter is { } filter ? Expression.Parse(filter) : null,
            Excluded = excluded,
        };
        var found = asked.Items.Count > 0
            ? new FoundCandidates(
                await store.LoadAsync(tenantId, model, [.. asked.Items], cancellationToken), CandidateOrigin.Asked, Threshold: null)
            : await SearchAsync(query, boosts, cancellationToken) ?? await StandInAsync();

        // The catalog has the last word: the index may lag behind it.
        return found with { Items = [.. found.Items.Where(IsAllowed)] };

        async Task<FoundCandidates> StandInAsync()
        {
            var liked = (await popular.LastGoodAsync(tenantId, model, context.Mood.Target, cancellationToken))
                .Where(IsAllowed).Take(query.Count).ToList();
            var newest = liked.Count < asked.K ? await store.LoadLatestAsync(tenantId, model, query.Count, now, cancellationToken) : [];
            return new FoundCandidates(
                [.. liked.Concat(newest).DistinctBy(item => item.ItemId)],
                liked.Count > 0 ? CandidateOrigin.Popular : CandidateOrigin.Newest,
                Threshold: null);
        }

        bool IsAllowed(RankableItem item) =>
            (asked.Kinds.Count == 0 || asked.Kinds.Contains(item.Kind)) && !excluded.Contains(item.ItemId) && !item.HasExpired(now)
            && (query.Tags.Count == 0 || item.Tags.Any(query.Tags.Contains)) && !item.Tags.Any(query.ExcludedTags.Contains)
            && query.Filter?.Holds(item) is not false;
    }

    /// <summary>Null while the index is away.</summary>
    private async Task<FoundCandidates?> SearchAsync(VectorQuery query, Boosts boosts, CancellationToken cancellationToken)
    {
        IReadOnlyList<VectorHit>[] searches;
        try
        {
            searches = await Task.WhenAll(
                boosts.Searches().Select(query.And).Prepend(query).Select(search => index.SearchAsync(search, cancellationToken)));
        }
        catch (UnavailableFailure unavailable)
        {
            IndexAway(unavailable.Message);
            return null;
        }

        popular.Serve(query.TenantId);

        var hits = searches.SelectMany(found => found).DistinctBy(hit => hit.ItemId).ToDictionary(hit => hit.ItemId);
        var known = await items.GetAsync(
            query.TenantId, query.Model, [.. hits.Values.Select(hit => (hit.ItemId, hit.Revision))], cancellationToken);
        var best = known.Select(item => (Item: item, Score: hits[item.ItemId].Score + boosts.Of(item).By))
            .OrderByDescending(found => found.Score).Take(query.Count).ToList();
        return new FoundCandidates(
            [.. best.Select(found => found.Item)],
            CandidateOrigin.Found,
            searches[0].Count < query.Count || best.Count == 0 ? null : best[^1].Score);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What was popular, or the newest items, stand in: {Reason}")]
    private partial void IndexAway(string reason);
}
