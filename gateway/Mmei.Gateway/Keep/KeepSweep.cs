using Mmei.Hosting.Background;

namespace Mmei.Gateway.Keep;

/// <summary>Ends what is kept when its time is over, whether or not anybody calls.</summary>
internal sealed class KeepSweep(IEnumerable<IKept> kept, TimeProvider time, ILogger<KeepSweep> logger) : RecurringService(time, logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    protected override Task<TimeSpan?> RunOnceAsync(CancellationToken cancellationToken)
    {
        foreach (var store in kept)
        {
            store.Sweep();
        }

        return Task.FromResult<TimeSpan?>(Interval);
    }
}
