namespace Mmei.Fusion.Join;

/// <summary>Calls back with each id once its time has come: one timer for all of them, on a monotonic clock.</summary>
internal sealed class DeadlineQueue : IDisposable
{
    private readonly PriorityQueue<Guid, long> _queue = new();
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly Action<Guid> _due;
    private readonly ITimer _timer;
    private long _armedFor = long.MaxValue;

    public DeadlineQueue(TimeProvider time, Action<Guid> due)
    {
        _time = time;
        _due = due;
        _timer = time.CreateTimer(_ => Fire(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Add(Guid id, TimeSpan fromNow)
    {
        var due = _time.GetTimestamp() + (long)(fromNow.TotalSeconds * _time.TimestampFrequency);
        lock (_gate)
        {
            _queue.Enqueue(id, due);
            if (due < _armedFor)
            {
                Arm(due);
            }
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Fire()
    {
        List<Guid> expired = [];
        lock (_gate)
        {
            var now = _time.GetTimestamp();
            while (_queue.TryPeek(out var id, out var due) && due <= now)
            {
                _queue.Dequeue();
                expired.Add(id);
            }

            Arm(_queue.TryPeek(out _, out var next) ? next : long.MaxValue);
        }

        expired.ForEach(_due);
    }

    private void Arm(long due)
    {
        _armedFor = due;
        if (due == long.MaxValue)
        {
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }

        // Whole milliseconds, rounded up: a timer that fires a tick early would find nothing due.
        var wait = Math.Max(0, due - _time.GetTimestamp()) * 1000.0 / _time.TimestampFrequency;
        _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(wait)), Timeout.InfiniteTimeSpan);
    }
}
