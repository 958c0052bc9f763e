using Mmei.Hosting.Failures;
using Mmei.Ranking.Catalog.EncodeItems;
using Mmei.Ranking.Catalog.IndexItems;
using Mmei.Ranking.Catalog.ReindexItems;
using Mmei.Ranking.Index;

namespace Mmei.Ranking.Catalog.EditItems;

/// <summary>Changes of the catalog: durable first, then passed on to the content encoder and the index.</summary>
internal sealed partial class CatalogEditor(
    ICatalogStore store, IVectorIndex index, RankableItems items, EncodedItems encodedItems, EncodeRequests encodeRequests,
    ContentModelRegistry models, ILogger<CatalogEditor> logger)
{
    private const int Page = 500;

    /// <summary>
    /// Stores the items, all or none. Those whose words changed will be encoded and indexed; until then the old revision is recommended. Of
    /// the others what changed holds at once.
    /// </summary>
    public async Task<IReadOnlyList<(StoredItem Item, ItemChange Change)>> StoreAsync(
        string tenantId, IReadOnlyList<ItemContent> contents, CancellationToken cancellationToken)
    {
        return await PassOnAsync(tenantId, await store.UpsertAsync(tenantId, contents, cancellationToken), cancellationToken);
    }

    /// <summary>Stores what <paramref name="edit"/> makes of an item, as <see cref="ICatalogStore.EditAsync"/> says.</summary>
    public async Task<(StoredItem Item, ItemChange Change)> EditAsync(
        string tenantId, string itemId, Func<StoredItem?, ItemContent> edit, CancellationToken cancellationToken) =>
        (await PassOnAsync(tenantId, [await store.EditAsync(tenantId, itemId, edit, cancellationToken)], cancellationToken))[0];

    /// <summary>False when there is no such item.</summary>
    public async Task<bool> DeleteAsync(string tenantId, string itemId, CancellationToken cancellationToken)
    {
        if (!await store.DeleteAsync(tenantId, itemId, cancellationToken))
        {
            return false;
        }

        await ForgetAsync(tenantId, [itemId], cancellationToken);
        return true;
    }

    /// <summary>Deletes at most <paramref name="most"/> items that expired before an instant.</summary>
    /// <returns>How many.</returns>
    public async Task<int> DeleteExpiredAsync(string tenantId, DateTimeOffset before, int most, CancellationToken cancellationToken)
    {
        var deleted = await store.DeleteExpiredAsync(tenantId, before, most, cancellationToken);
        if (deleted.Count > 0)
        {
            await ForgetAsync(tenantId, deleted, cancellationToken);
        }

        return deleted.Count;
    }

    private async Task<IReadOnlyList<(StoredItem Item, ItemChange Change)>> PassOnAsync(
        string tenantId, IReadOnlyList<(StoredItem Item, ItemChange Change)> stored, CancellationToken cancellationToken)
    {
        encodeRequests.Wake();
        var indexed = await IndexEncodedAsync(tenantId, stored, cancellationToken);
        return [.. stored.Select(item => (indexed.Contains(item.Item) ? item.Item with { IsIndexed = true } : item.Item, item.Change))];
    }

    /// <summary>Indexes those whose encoding stays, which the catalog has.</summary>
    /// <returns>Them.</returns>
    private async Task<HashSet<StoredItem>> IndexEncodedAsync(
        string tenantId, IReadOnlyList<(StoredItem Item, ItemChange Change)> stored, CancellationToken cancellationToken)
    {
        var indexed = new HashSet<StoredItem>(ReferenceEqualityComparer.Instance);
        try
        {
            foreach (var page in stored.Select(item => item.Item).Where(item => item is { IsEncoded: true, IsIndexed: false }).Chunk(Page))
            {
                string[] ids = [.. page.Select(item => item.Content.Id).Distinct(StringComparer.Ordinal)];
                foreach (var model in models.Current.All)
                {
                    await encodedItems.IndexAsync(await store.LoadAsync(tenantId, model, ids, cancellationToken), cancellationToken);
                }

                indexed.UnionWith(page);
            }
        }
        catch (UnavailableFailure unavailable)
        {
            // They are asked for again like any item that is not indexed.
            IndexBehindChange(unavailable);
        }

        return indexed;
    }

    private async Task ForgetAsync(string tenantId, IReadOnlyCollection<string> itemIds, CancellationToken cancellationToken)
    {
        foreach (var itemId in itemIds)
        {
            items.Forget(tenantId, itemId);
        }

        try
        {
            await index.DeleteAsync(tenantId, itemIds, cancellationToken);
            await store.ConfirmDeletedAsync(tenantId, itemIds, cancellationToken);
        }
        catch (UnavailableFailure unavailable)
        {
            // They are gone for everybody already: ranking reads the catalog. The index forgets them at the next start.
            IndexBehind(unavailable);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The index could not forget deleted items; it will at the next start")]
    private partial void IndexBehind(Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The index could not take changed items; their encoding is asked for again later")]
    private partial void IndexBehindChange(Exception exception);
}
