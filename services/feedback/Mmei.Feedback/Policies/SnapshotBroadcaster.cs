using Microsoft.Extensions.Options;
using Mmei.Hosting.Background;
using Mmei.Messaging;

namespace Mmei.Feedback.Policies;

/// <summary>Tells every ranker about new policies: at once after a rest, and then at most once per interval and tenant.</summary>
internal sealed class SnapshotBroadcaster(
    IPolicyStore store, IMessageSender sender, IOptions<FeedbackOptions> options, TimeProvider time, ILogger<SnapshotBroadcaster> logger)
    : RecurringService(time, logger)
{
    private readonly Dictionary<(string TenantId, int FeatureVersion), long> _sentAt = [];

    protected override async Task<TimeSpan?> RunOnceAsync(CancellationToken cancellationToken)
    {
        var next = options.Value.PollInterval;
        foreach (var policy in await store.PoliciesAsync(onlyUnsent: true, cancellationToken))
        {
            var key = (policy.TenantId, policy.FeatureVersion);
            var rested = _sentAt.TryGetValue(key, out var sentAt) ? Time.GetElapsedTime(sentAt) : options.Value.SnapshotInterval;
            if (rested < options.Value.SnapshotInterval)
            {
                next = TimeSpan.FromTicks(Math.Min(next.Ticks, (options.Value.SnapshotInterval - rested).Ticks));
                continue;
            }

            await sender.BroadcastAsync(policy.ToSnapshot(options.Value), cancellationToken);
            _sentAt[key] = Time.GetTimestamp();
            await store.MarkSentAsync(policy, cancellationToken);
        }

        return next;
    }
}
