using Microsoft.Extensions.Options;
using Mmei.Feedback.Outbox;
using Mmei.Feedback.Policies;
using Mmei.Hosting.Background;

namespace Mmei.Feedback.Rewards;

/// <summary>Learns from queued decisions, tenant by tenant, and queues those whose window has ended.</summary>
internal sealed partial class Learner(
    ILearningStore store,
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
        var learned = await _assignment.RunAsync(store, tenant, options.Value.LearningBatch, Time.GetUtcNow(), cancellationToken);
        instruments.Learned(learned);
        if (learned.Rebuilt > 0)
        {
            Rebuilt(tenant);
        }

        if (learned.Announcements.Count + learned.ItemVotes.Count > 0)
        {
            outbox.Wake();
        }

        if (learned.Weeks.Count > 0)
        {
            broadcaster.Wake();
        }

        return learned.Visited == options.Value.LearningBatch;
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "What {Tenant} had learned was not stored intact and has been made again from the stored rewards")]
    private partial void Rebuilt(string tenant);
}
