using Mmei.Hosting.Background;
using Mmei.Ranking.Catalog.ReindexItems;
using Mmei.Ranking.Index;

namespace Mmei.Ranking.Catalog.IndexItems;

/// <summary>
/// Brings the index in line with the catalog after a start: fills one that is new or does not survive restarts, and finishes deletions
/// that were cut short. Tries until it succeeds; until then the service is not ready.
/// </summary>
internal sealed partial class IndexStartup(
    ICatalogStore store, IVectorIndex index, ContentModelRegistry models, IndexGate gate, TimeProvider time, ILogger<IndexStartup> logger)
    : RecurringService(time, logger, gate)
{
    private const int Page = 500;

    protected override async Task<TimeSpan?> RunOnceAsync(CancellationToken cancellationToken)
    {
        // Before anything was encoded there is nothing to fill, and still it must be there.
        await index.ServingAsync(cancellationToken);
        var count = await models.FollowAsync(cancellationToken);
        while (await store.ReadDeletedAsync(Page, cancellationToken) is { Count: > 0 } deleted)
        {
            foreach (var ofTenant in deleted.GroupBy(item => item.TenantId, item => item.ItemId, StringComparer.Ordinal))
            {
                await index.DeleteAsync(ofTenant.Key, [.. ofTenant], cancellationToken);
                await store.ConfirmDeletedAsync(ofTenant.Key, [.. ofTenant], cancellationToken);
            }
        }

        Ready(count);
        return null;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The index is ready; {Count} items were read back from the catalog")]
    private partial void Ready(int count);
}
