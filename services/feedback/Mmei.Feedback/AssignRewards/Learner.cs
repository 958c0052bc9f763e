using Microsoft.Extensions.Options;
using Mmei.Feedback.BroadcastPolicies;
using Mmei.Feedback.Outbox;
using Mmei.Feedback.Store;
using Mmei.Hosting.Background;

namespace Mmei.Feedback.AssignRewards;

/// <summary>Learns from queued decisions, tenant by tenant, and queues those whose window has ended.</summary>
internal sealed partial class Learner(
    IFeedbackStore store,
    IOptions<FeedbackOptions> options,
    OutboxSender outbox,
    SnapshotBroadcaster broadcaster,
    FeedbackInstruments instruments,
    TimeProvider time,
    ILogger<Learner> logger) : RecurringService(time, logger)
{
    private const int ClosingBatch = 500;
    private readonly RewardAssignment _assignment = new(options.Value);

    protected override async Task<TimeSpan?> RunOnceAsync(CancellationToken cancellationToken)
    {
        await store.QueueClosingAsync(Time.GetUtcNow(), ClosingBatch, cancellationToken);
        foreach (var tenant in await store.TenantsWithWorkAsync(cancellationToken))
        {
            while (await LearnAsync(tenant, cancellationToken))
            {
                // Until a batch is not full.
            }
        }

        return options.Value.PollInterval;
    }

    private async Task<bool> LearnAsync(string tenant, CancellationToken cancellationToken)
    {
        var now = Time.GetUtcNow();
        var report = await store.LearnAsync(tenant, options.Value.LearningBatch, now, batch => _assignment.Learn(batch, now), cancellationToken);
        instruments.OrphansSeen(report.Orphans);
        for (var i = 0; i < report.Rebuilt; i++)
        {
            instruments.PolicyRebuilt();
            Rebuilt(tenant);
        }

        foreach (var reward in report.Outcome.Rewards)
        {
            instruments.RewardAssigned(reward.Reward.Value);
        }

        if (report.Outcome.Announcements.Count > 0)
        {
            outbox.Wake();
        }

        if (report.PolicyVersion is { } version)
        {
            instruments.PolicyLearned(tenant, version);
            broadcaster.Wake();
        }

        return report.Visited == options.Value.LearningBatch;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The stored policy of {Tenant} was damaged and has been rebuilt from the stored rewards")]
    private partial void Rebuilt(string tenant);
}
