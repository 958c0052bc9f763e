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

    // Marked as asked for, or about to be; not all of it was sent.
    private IReadOnlyList<PendingItem> _unsent = [];

    protected override async Task<TimeSpan?> RunOnceAsync(CancellationToken cancellationToken)
    {
        // What was asked for before this start counts as not asked for.
        var resend = Time.GetUtcNow() - options.Value.ResendAfter;
        while (await SendPageAsync(resend > _started ? resend : _started, cancellationToken))
        {
        }

        return LongestWait;
    }

    /// <returns>Whether there was anything to ask for.</returns>
    private async Task<bool> SendPageAsync(DateTimeOffset requestedBefore, CancellationToken cancellationToken)
    {
        // What failed on the way comes first: once marked, the store would not name it again for a good while.
        if (_unsent.Count == 0)
        {
            _unsent = await store.ReadPendingAsync(requestedBefore, Page, cancellationToken);
        }

        if (_unsent.Count == 0)
        {
            return false;
        }

        // Marked first: an item that comes back encoded before the mark would otherwise be asked for once more.
        await store.MarkRequestedAsync(_unsent, Time.GetUtcNow(), cancellationToken);
        var serving = (await models.ReadAsync(cancellationToken)).Serving;
        await Task.WhenAll(_unsent.Select(item => sender.SendAsync(item.ToRequest(serving), cancellationToken)));
        Asked(_unsent.Count);
        _unsent = [];
        return true;
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Asked for the encoding of {Count} items")]
    private partial void Asked(int count);
}
