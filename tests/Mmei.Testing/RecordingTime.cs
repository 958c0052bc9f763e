using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace Mmei.Testing;

/// <summary>A clock turned by hand that keeps for how long anybody waits: a test that turns it knows what it turns it for.</summary>
public sealed class RecordingTime : FakeTimeProvider
{
    /// <summary>What timers were set to, in order.</summary>
    public ConcurrentQueue<TimeSpan> Waits { get; } = new();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        Waits.Enqueue(dueTime);
        return timer;
    }
}
