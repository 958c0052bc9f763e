namespace Mmei.Hosting.Admission;

/// <summary>
/// Lets a bounded number of inputs in at once and refuses the rest before they cost anything: those beyond the bound, and those whose
/// result would come too late at the pace of late. What is refused can be tried elsewhere; what waits in vain cannot.
/// </summary>
/// <param name="capacity">Most inputs that may be inside.</param>
/// <param name="few">So many are let in whatever the pace.</param>
/// <param name="evidence">
/// The pace is believed once so many were served: the first few take longer each than those that share a batch.
/// </param>
/// <param name="time">The clock.</param>
public sealed class ConcurrencyLimiter(int capacity, int few, int evidence, TimeProvider time)
{
    private readonly Lock _gate = new();
    private int _inside;
    private long _since;
    private double _busySeconds;
    private double _served;
    private long _lastServed;

    /// <summary>Inputs that are inside.</summary>
    public int Inside
    {
        get
        {
            lock (_gate)
            {
                return _inside;
            }
        }
    }

    /// <summary>Whether inputs are inside and none of them was served for so long: what does not move has no pace.</summary>
    public bool IsStalled(TimeSpan patience)
    {
        lock (_gate)
        {
            return _inside > 0 && time.GetElapsedTime(_lastServed) > patience;
        }
    }

    /// <summary>At the pace of late; 0 while too few were served to tell.</summary>
    private double SecondsEach => _served < evidence ? 0 : _busySeconds / _served;

    /// <summary>Lets an input in until the place is disposed.</summary>
    /// <param name="patience">How long its result is of use; <see cref="Timeout.InfiniteTimeSpan"/> for ever.</param>
    /// <exception cref="OverloadedException">It is full, or too slow for this input.</exception>
    public Place Enter(TimeSpan patience)
    {
        lock (_gate)
        {
            var wait = _inside * SecondsEach;
            if (_inside >= capacity)
            {
                throw new OverloadedException($"{_inside} inputs are inside; no more are let in.", TimeSpan.FromSeconds(wait));
            }

            if (_inside >= few && patience != Timeout.InfiniteTimeSpan && wait > patience.TotalSeconds)
            {
                throw new OverloadedException(
                    $"{_inside} inputs are inside, which takes longer than this one can wait.", TimeSpan.FromSeconds(wait) - patience);
            }

            if (_inside++ == 0)
            {
                _since = _lastServed = time.GetTimestamp();
            }
        }

        return new Place(this);
    }

    private void Leave(bool served)
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            _busySeconds += time.GetElapsedTime(_since, now).TotalSeconds;
            _since = now;
            _served += served ? 1 : 0;
            _lastServed = served ? now : _lastServed;
            if (_served >= 2 * evidence)
            {
                _busySeconds /= 2;
                _served /= 2;
            }

            _inside--;
        }
    }

    /// <summary>The place of one input that is inside.</summary>
    public sealed class Place(ConcurrencyLimiter limiter) : IDisposable
    {
        private ConcurrencyLimiter? _limiter = limiter;

        /// <summary>Set when the input got its result; what expired or failed does not tell the pace.</summary>
        public bool Served { get; set; }

        public void Dispose() => Interlocked.Exchange(ref _limiter, null)?.Leave(Served);
    }
}
