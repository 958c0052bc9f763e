using Mmei.Ranking.Index;

namespace Mmei.Ranking.Catalog.IndexItems;

/// <summary>
/// Brings the index in line with the catalog after a start: fills one that does not survive restarts, and finishes deletions that were cut
/// short. Tries until it succeeds; until then the service is not ready.
/// </summary>
internal sealed partial class IndexStartup(
    ICatalogStore store, IVectorIndex index, IndexGate gate, TimeProvider time, ILogger<IndexStartup> logger) : BackgroundService
{
    private const int Page = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!gate.IsOpen)
        {
            try
            {
                await PrepareAsync(stoppingToken);
                gate.Open();
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                NotReady(exception);
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
    }

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await index.EnsureAsync(cancellationToken);
        var count = 0;
        if (!index.IsDurable)
        {
            await foreach (var items in store.ReadEncodedAsync(Page, cancellationToken))
            {
                await index.UpsertAsync([.. items.Select(EncodedItems.ToIndexed)], cancellationToken);
                count += items.Count;
            }
        }

        while (await store.ReadDeletedAsync(Page, cancellationToken) is { Count: > 0 } deleted)
        {
            foreach (var (tenantId, itemId) in deleted)
            {
                await index.DeleteAsync(tenantId, [itemId], cancellationToken);
                await store.ConfirmDeletedAsync(tenantId, itemId, cancellationToken);
            }
        }

        Ready(count);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The index is ready; {Count} items were read back from the catalog")]
    private partial void Ready(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The index cannot be made ready yet")]
    private partial void NotReady(Exception exception);
}
