namespace Mmei.Fusion.Join;

/// <summary>
/// Instants at which something is due, one an id at most, on a monotonic clock: one timer for all of them. Not thread-safe; only the
/// callback comes from a timer thread.
/// </summary>
internal sealed class DeadlineQueue(TimeProvider time, Action onDue) : IDisposable
{
    private readonly SortedSet<(long Due, Guid Id)> _queue = [];
    private readonly Dictionary<Guid, long> _dueOf = [];
    private readonly ITimer _timer = time.CreateTimer(_ => onDue(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    private long _armedFor = long.MaxValue;

    public int Count => _queue.Count;

    /// <summary>Sets the instant of an id, in place of an earlier one.</summary>
    public void Set(Guid id, TimeSpan fromNow)
    {
        Remove(id);
        var due = time.GetTimestamp() + (long)(fromNow.TotalSeconds * time.TimestampFrequency);
        _dueOf[id] = due;
        _queue.Add((due, id));
        if (due < _armedFor)
        {
            Arm();
        }
    }

    public void Remove(Guid id)
    {
        if (_dueOf.Remove(id, out var due))
        {
            _queue.Remove((due, id));
        }
    }

    /// <summary>Takes out what is due, earliest first, and sets the timer for the next. Call it when called back.</summary>
    public IReadOnlyList<Guid> TakeDue()
    {
        List<Guid> taken = [];
        var now = time.GetTimestamp();
        while (_queue.Count > 0 && _queue.Min is var (due, id) && due <= now)
        {
            Remove(id);
            taken.Add(id);
        }

        Arm();
        return taken;
    }

    public void Dispose() => _timer.Dispose();

    private void Arm()
    {
        if (_queue.Count == 0)
        {
            _armedFor = long.MaxValue;
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }

        // Whole milliseconds, rounded up: a timer that fires a tick early would find nothing due.
        _armedFor = _queue.Min.Due;
        var wait = Math.Max(0, _armedFor - time.GetTimestamp()) * 1000.0 / time.TimestampFrequency;
        _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(wait)), Timeout.InfiniteTimeSpan);
    }
}
