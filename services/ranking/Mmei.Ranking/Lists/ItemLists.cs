using Microsoft.Extensions.Options;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
using Mmei.Hosting.Failures;
using Mmei.Ranking.Catalog;
using Mmei.Ranking.Catalog.ReindexItems;
using Mmei.Ranking.Index;
using Mmei.Ranking.Rank;
using Mmei.Ranking.Taste;

namespace Mmei.Ranking.Lists;

/// <summary>Lists that need no observation, without what the person they are for disliked.</summary>
internal sealed class ItemLists(
    ICatalogStore store, IVectorIndex index, PopularItems popular, Tastes tastes, ContentModelRegistry models,
    IOptions<RankingOptions> options, TimeProvider time)
{
    /// <summary>What the index finds beyond what is wanted: it may lag behind the catalog, and does not know what has expired.</summary>
    private const int Slack = 50;

    /// <summary>The items that entered the catalog last.</summary>
    public async Task<ItemList> LatestAsync(ListQuery query, CancellationToken cancellationToken)
    {
        var excluded = await ExcludedAsync(query, cancellationToken);

        // So many that enough remain, whatever is excluded.
        var items = await store.ReadLatestAsync(
            query.TenantId, query.Kind, query.Count + excluded.Count, time.GetUtcNow(), cancellationToken);
        return new ItemList
        {
            Items = [.. items.Where(item => !excluded.Contains(item.Content.Id)).Take(query.Count).Select(item => ToListed(item))],
        };
    }

    /// <summary>
    /// The items nearest to one by what they are about, or by E_c where the content model does not say what that is. None while the item
    /// waits for its first encoding.
    /// </summary>
    /// <exception cref="NotFoundFailure">There is no such item.</exception>
    /// <exception cref="UnavailableFailure">The index is away.</exception>
    public async Task<ItemList> SimilarAsync(string itemId, ListQuery query, CancellationToken cancellationToken)
    {
        if (await EncodedAsync(query.TenantId, itemId, cancellationToken) is not { } like)
        {
            return await store.FindAsync(query.TenantId, itemId, cancellationToken) is null
                ? throw new NotFoundFailure("There is no such item.")
                : new ItemList { Items = [] };
        }

        var excluded = await ExcludedAsync(query, cancellationToken);
        var hits = await index.SearchAsync(
            new VectorQuery
            {
                TenantId = query.TenantId,
                Model = like.Model,
                Vector = like.Meaning is { } meaning
                    ? IndexVector.Of(meaning: meaning)
                    : IndexVector.Of(like.Embedding),
                Count = query.Count + Slack,
                Kinds = query.Kind is { } kind ? [kind] : [],
                Excluded = [itemId, .. excluded],
            },
            cancellationToken);
        return new ItemList { Items = await ReadAsync(query, hits, cancellationToken) };
    }

    /// <summary>
    /// What people like and fits a mood, as a recommendation would aim at it (<see cref="MoodAim"/>). While the index is away, what was
    /// popular before.
    /// </summary>
    /// <param name="query">For whom, and how much.</param>
    /// <param name="emotion">What is felt; null: nothing is known of it, and every emotion is as likely.</param>
    /// <param name="mood">What the items should do with it; null: what they do where a request states nothing.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="UnavailableFailure">The index is away, and nothing is known from before.</exception>
    public async Task<ItemList> PopularAsync(ListQuery query, Emotion? emotion, MoodGoal? mood, CancellationToken cancellationToken)
    {
        var felt = Enum.GetValues<Emotion>().Select(one => emotion is null ? 1.0 / Sizes.Emotions : one == emotion ? 1 : 0).ToArray();
        var list = await popular.OfAsync(query.TenantId, MoodAim.Of(felt, mood, options.Value).Target, cancellationToken);
        var excluded = await ExcludedAsync(query, cancellationToken);
        return new ItemList
        {
            Items =
            [
                .. list.Items.Where(item => (query.Kind is null || item.Kind == query.Kind) && !excluded.Contains(item.ItemId))
                    .Take(query.Count).Select(ToListed),
            ],
            Degraded = list.IsLastGood ? true : null,
        };
    }

    private async Task<RankableItem?> EncodedAsync(string tenantId, string itemId, CancellationToken cancellationToken) =>
        models.Current.Serving is { } model
            ? (await store.LoadAsync(tenantId, model, [itemId], cancellationToken)).SingleOrDefault()
            : null;

    /// <summary>The catalog has the last word: the index may lag behind it.</summary>
    private async Task<IReadOnlyList<ListedItem>> ReadAsync(
        ListQuery query, IReadOnlyList<VectorHit> hits, CancellationToken cancellationToken)
    {
        string[] ids = [.. hits.Select(hit => hit.ItemId)];
        var items = (await store.FindManyAsync(query.TenantId, ids, time.GetUtcNow(), cancellationToken))
            .Where(item => query.Kind is null || item.Content.Kind == query.Kind)
            .ToDictionary(item => item.Content.Id, StringComparer.Ordinal);
        return
        [
            .. hits.Where(hit => items.ContainsKey(hit.ItemId)).Take(query.Count)
                .Select(hit => ToListed(items[hit.ItemId], Math.Clamp(hit.Score, -1, 1))),
        ];
    }

    private async Task<IReadOnlyCollection<string>> ExcludedAsync(ListQuery query, CancellationToken cancellationToken)
    {
        var taste = await tastes.OfAsync(query.TenantId, query.UserId, models.Current.Serving, cancellationToken);
        return query.ExcludeSeen ? taste.Never.Union(taste.Seen).ToHashSet(StringComparer.Ordinal) : taste.Never;
    }

    private static ListedItem ToListed(RankableItem item) => new()
    {
        Id = item.ItemId,
        Kind = item.Kind,
        Title = item.Title,
        Description = item.Description,
        Creator = item.Presentation.Creator,
        Language = item.Presentation.Language,
        MediaUrl = item.Presentation.MediaUrl,
        ThumbnailUrl = item.Presentation.ThumbnailUrl,
    };

    private static ListedItem ToListed(StoredItem item, double? similarity = null) => new()
    {
        Id = item.Content.Id,
        Kind = item.Content.Kind,
        Title = item.Content.Title,
        Description = item.Content.Description.Length > 0 ? item.Content.Description : null,
        Creator = item.Content.Presentation.Creator,
        Language = item.Content.Presentation.Language,
        MediaUrl = item.Content.Presentation.MediaUrl,
        ThumbnailUrl = item.Content.Presentation.ThumbnailUrl,
        Similarity = similarity,
    };
}
