using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace Mmei.Testing;

/// <summary>A clock turned by hand that keeps for how long anybody has waited: a test that turns it knows what it turns it for.</summary>
public sealed class RecordingTime : FakeTimeProvider
{
    private readonly ConcurrentQueue<TimeSpan> _waits = new();

    /// <summary>What timers were set to, in order; not those that were set to nothing.</summary>
    public IReadOnlyCollection<TimeSpan> Waits => _waits;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime != Timeout.InfiniteTimeSpan)
        {
            _waits.Enqueue(dueTime);
        }

        return base.CreateTimer(callback, state, dueTime, period);
    }
}
