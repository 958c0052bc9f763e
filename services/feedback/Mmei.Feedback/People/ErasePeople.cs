using Mmei.Contracts.Api.V1;
using Mmei.Feedback.Outbox;
using Mmei.Feedback.Policies;

namespace Mmei.Feedback.People;

/// <summary>Erases a person here and has ranking do the same, and waits for its word for a short while.</summary>
internal sealed class ErasePeople(IErasures erasures, OutboxSender outbox, SnapshotBroadcaster broadcaster, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public async Task<ErasureReceipt> EraseAsync(string tenantId, string userId, CancellationToken cancellationToken)
    {
        var (id, at) = (Guid.CreateVersion7(time.GetUtcNow()), time.GetUtcNow());
        var erased = await erasures.EraseAsync(tenantId, userId, id, at, cancellationToken);
        outbox.Wake();
        broadcaster.Wake();
        var tastes = await TastesAsync(tenantId, id, cancellationToken);
        return new ErasureReceipt
        {
            ErasureId = id,
            ErasedAt = at,
            Complete = tastes is not null,
            Decisions = erased.Decisions,
            Signals = erased.Signals,
            PolicyRewards = erased.PolicyRewards,
            Votes = erased.Votes,
            Messages = erased.Messages,
            Tastes = tastes,
        };
    }

    // The word may come to another replica: the database is where all of them see it.
    private async Task<int?> TastesAsync(string tenantId, Guid erasureId, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            var tastes = await erasures.TastesAsync(tenantId, erasureId, cancellationToken);
            if (tastes is not null || time.GetElapsedTime(started) >= Patience)
            {
                return tastes;
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }
}
