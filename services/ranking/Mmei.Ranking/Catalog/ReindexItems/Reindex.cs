using Microsoft.Extensions.Options;
using Mmei.Hosting.Background;
using Mmei.Messaging;
using Mmei.Ranking.Catalog.EncodeItems;
using Mmei.Ranking.Catalog.IndexItems;
using Mmei.Ranking.Index;

namespace Mmei.Ranking.Catalog.ReindexItems;

/// <summary>
/// Brings the next content model into force: has it encode every item, a few at a time so that what people put meanwhile need not wait
/// behind all of them; lets its space serve once that lacks nothing; and a while after, when nobody reads the one of before any more,
/// forgets it. All of it is told by the catalog, so that it goes on wherever it was cut short, and several instances only do a part of it
/// twice.
/// </summary>
internal sealed partial class Reindex(
    IReindexStore store, IVectorIndex index, ContentModelRegistry models, FusionModels fusion, IndexGate gate, EncodeRequests requests,
    IMessageSender sender, IOptions<CatalogOptions> options, RankingInstruments instruments, TimeProvider time, ILogger<Reindex> logger)
    : RecurringService(time, logger)
{
    private const int Page = 500;
    private static readonly (string TenantId, string ItemId) Beginning = ("", "");
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Busy = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Waiting = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Counting = TimeSpan.FromSeconds(30);
    private readonly DateTimeOffset _started = time.GetUtcNow();
    private (string TenantId, string ItemId) _after = Beginning;
    private ContentModels _told = ContentModels.None;
    private DateTimeOffset _counted = DateTimeOffset.MinValue;
    private bool _settled;

    // Marked as asked for, or about to be; not all of it was sent.
    private (string Model, IReadOnlyList<PendingItem> Items) _unsent = ("", []);

    protected override async Task<TimeSpan?> RunOnceAsync(CancellationToken cancellationToken)
    {
        await gate.PassAsync(cancellationToken);
        await models.FollowAsync(cancellationToken);
        var current = models.Current;
        if (current != _told)
        {
            (_told, _after, _settled) = (current, Beginning, false);
            Tell(current);
        }

        if (!_settled && Time.GetUtcNow() - current.ChangedAt >= options.Value.KeepReplaced)
        {
            await SettleAsync(current, cancellationToken);
        }

        if (current.Next is not { } next)
        {
            instruments.Reindexing(0);
            return Idle;
        }

        var isThrough = await FillAsync(next, cancellationToken);
        if ((isThrough || Time.GetUtcNow() - _counted >= Counting) && await LacksAsync(next, cancellationToken) == 0)
        {
            models.IsWhole(next);
            if (!fusion.AllowNext(current))
            {
                return Waiting;
            }

            await FlipAsync(next, cancellationToken);
        }

        return Busy;
    }

    /// <returns>Whether all of the catalog was looked through and nothing was left to ask for or to wait for.</returns>
    private async Task<bool> FillAsync(string next, CancellationToken cancellationToken)
    {
        // What failed on the way comes first: once marked, it would be waited for in vain.
        if (_unsent.Model == next)
        {
            await AskAsync(cancellationToken);
        }

        // What was asked for before this start counts as not asked for.
        var resend = Time.GetUtcNow() - options.Value.ResendAfter;
        resend = resend > _started ? resend : _started;
        var waiting = await store.CountWaitingAsync(next, resend, cancellationToken);
        var free = options.Value.ReindexWindow - waiting;
        var isWhole = _after == Beginning;

        // Each time through all of it waits for what the last one asked for.
        if (free <= 0 || (isWhole && waiting > 0))
        {
            return false;
        }

        var items = await store.ReadUnfilledAsync(next, _after, resend, free, cancellationToken);
        _after = items.Count < free ? Beginning : (items[^1].TenantId, items[^1].Content.Id);

        _unsent = (next, items);
        await AskAsync(cancellationToken);
        return isWhole && items.Count == 0;
    }

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        var (model, items) = _unsent;

        // Marked first: an item that comes back encoded before the mark would otherwise be asked for once more.
        await store.MarkRequestedAsync(model, items, Time.GetUtcNow(), cancellationToken);
        await Task.WhenAll(items.Select(item => sender.SendAsync(item.ToRequest(model), cancellationToken)));
        _unsent = ("", []);
    }

    private async Task<int> LacksAsync(string next, CancellationToken cancellationToken)
    {
        _counted = Time.GetUtcNow();
        var count = await store.CountUnfilledAsync(next, cancellationToken);
        instruments.Reindexing(count);
        return count;
    }

    private async Task FlipAsync(string next, CancellationToken cancellationToken)
    {
        if (await store.FlipAsync(next, cancellationToken))
        {
            await models.FollowAsync(cancellationToken);
            requests.Wake();
        }
    }

    private async Task SettleAsync(ContentModels current, CancellationToken cancellationToken)
    {
        while (await store.SettleAsync(Page, cancellationToken) > 0)
        {
        }

        await index.RetainAsync([.. current.All], cancellationToken);
        requests.Wake();
        _settled = true;
    }

    private void Tell(ContentModels current)
    {
        if (current.Next is { } next)
        {
            Filling(next, current.Serving);
        }
        else if (current.Serving is { } serving)
        {
            Serving(serving);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Next} encodes every item now; until it has, {Serving} serves")]
    private partial void Filling(string next, string? serving);

    [LoggerMessage(Level = LogLevel.Information, Message = "Items are found as {Model} encodes them")]
    private partial void Serving(string model);
}
