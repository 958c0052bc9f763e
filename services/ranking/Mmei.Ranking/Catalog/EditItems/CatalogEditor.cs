using Mmei.Hosting.Failures;
using Mmei.Ranking.Catalog.EncodeItems;
using Mmei.Ranking.Index;

namespace Mmei.Ranking.Catalog.EditItems;

/// <summary>Changes of the catalog: durable first, then passed on to the content encoder and the index.</summary>
internal sealed partial class CatalogEditor(
    ICatalogStore store, IVectorIndex index, RankableItems items, EncodeRequests encodeRequests, ILogger<CatalogEditor> logger)
{
    /// <summary>
    /// Stores the items, all or none. Those that changed will be encoded and indexed; until then the old revision is recommended.
    /// </summary>
    public async Task<IReadOnlyList<(StoredItem Item, ItemChange Change)>> StoreAsync(
        string tenantId, IReadOnlyList<ItemContent> contents, CancellationToken cancellationToken)
    {
        var stored = await store.UpsertAsync(tenantId, contents, cancellationToken);
        encodeRequests.Wake();
        return stored;
    }

    /// <summary>False when there is no such item.</summary>
    public async Task<bool> DeleteAsync(string tenantId, string itemId, CancellationToken cancellationToken)
    {
        if (!await store.DeleteAsync(tenantId, itemId, cancellationToken))
        {
            return false;
        }

        items.Forget(tenantId, itemId);
        try
        {
            await index.DeleteAsync(tenantId, [itemId], cancellationToken);
            await store.ConfirmDeletedAsync(tenantId, itemId, cancellationToken);
        }
        catch (UnavailableFailure unavailable)
        {
            // It is gone for everybody already: ranking reads the catalog. The index forgets it at the next start.
            IndexBehind(unavailable);
        }

        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The index could not forget a deleted item; it will at the next start")]
    private partial void IndexBehind(Exception exception);
}
