using Microsoft.Extensions.Options;
using Mmei.Feedback.Policies;
using Mmei.Hosting.Background;

namespace Mmei.Feedback.Control;

/// <summary>Keeps a snapshot of each tenant's policy now and then, where something was learned since the last.</summary>
internal sealed class SnapshotSchedule(
    IPolicyStore policies, IPolicyControl control, IOptions<FeedbackOptions> options, TimeProvider time, ILogger<SnapshotSchedule> logger)
    : RecurringService(time, logger)
{
    /// <summary>How many times it looks for one that is due.</summary>
    private const int LooksPerInterval = 10;

    protected override async Task<TimeSpan?> RunOnceAsync(CancellationToken cancellationToken)
    {
        var now = Time.GetUtcNow();
        foreach (var tenant in await policies.TenantsAsync(cancellationToken))
        {
            await control.KeepAsync(tenant, SnapshotReason.Scheduled, now, now - options.Value.SnapshotEvery, cancellationToken);
        }

        return options.Value.SnapshotEvery / LooksPerInterval;
    }
}
