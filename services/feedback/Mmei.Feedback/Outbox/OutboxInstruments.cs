using System.Diagnostics.Metrics;

namespace Mmei.Feedback.Outbox;

/// <summary>How long messages have waited that could not be sent.</summary>
internal sealed class OutboxInstruments
{
    private readonly TimeProvider _time;
    private long _since;

    public OutboxInstruments(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        meters.Create("Mmei.Feedback.Outbox").CreateObservableUpDownCounter(
            "mmei.feedback.outbox.age", () => Age.TotalSeconds, "s", "How long this instance has been trying to send a message in vain.");
    }

    /// <summary>Zero while nothing waits.</summary>
    public TimeSpan Age => Interlocked.Read(ref _since) is not 0 and var since ? _time.GetElapsedTime(since) : TimeSpan.Zero;

    /// <summary>Messages are there to be sent; said again at each try.</summary>
    public void Begin() => Interlocked.CompareExchange(ref _since, _time.GetTimestamp(), 0);

    /// <summary>They are sent.</summary>
    public void Sent() => Interlocked.Exchange(ref _since, 0);
}
