using Microsoft.Extensions.Options;
using Mmei.Hosting.Background;
using Mmei.Messaging;
using Mmei.Ranking.Catalog.ReindexItems;

namespace Mmei.Ranking.Catalog.EncodeItems;

/// <summary>
/// Asks the content model that serves for the encoding of every item that is stored but not indexed: at once when it is stored, again after
/// a while without an answer, and all of them after a start, when messages of the last life may be lost. The catalog row is the outbox;
/// asking twice changes nothing.
/// </summary>
internal sealed partial class EncodeRequests(
    ICatalogStore store,
    IReindexStore models,
    IMessageSender sender,
    IOptions<CatalogOptions> options,
    TimeProvider time,
    ILogger<EncodeRequests> logger) : RecurringService(time, logger)
{
    private const int Page = 200;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);
    private readonly DateTimeOffset _started = time.GetUtcNow();

    protected override async Task<TimeSpan?> RunOnceAsync(CancellationToken cancellationToken)
    {
        // What was asked for before this start counts as not asked for.
        var resend = Time.GetUtcNow() - options.Value.ResendAfter;
        while (await SendPageAsync(resend > _started ? resend : _started, cancellationToken) == Page)
        {
        }

        return LongestWait;
    }

    private async Task<int> SendPageAsync(DateTimeOffset requestedBefore, CancellationToken cancellationToken)
    {
        var items = await store.ReadPendingAsync(requestedBefore, Page, cancellationToken);
        if (items.Count == 0)
        {
            return 0;
        }

        // Marked first: an item that comes back encoded before the mark would otherwise be asked for once more.
        await store.MarkRequestedAsync(items, Time.GetUtcNow(), cancellationToken);
        var serving = (await models.ReadAsync(cancellationToken)).Serving;
        await Task.WhenAll(items.Select(item => sender.SendAsync(item.ToRequest(serving), cancellationToken)));
        Asked(items.Count);
        return items.Count;
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Asked for the encoding of {Count} items")]
    private partial void Asked(int count);
}
