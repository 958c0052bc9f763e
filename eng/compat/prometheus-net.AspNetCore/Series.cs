namespace Prometheus;

/// <summary>One time series. Recording takes no lock.</summary>
internal abstract class Series(string labels)
{
    private const int Idle = 0;
    private const int Touched = 1;
    private const int Retired = 2;

    private int _state = Touched;

    /// <summary>The labels as they are written, without braces.</summary>
    public string Labels => labels;

    /// <summary>When a collection last found it updated, as a timestamp.</summary>
    public long LastSeen { get; private set; }

    public bool IsRetired => Volatile.Read(ref _state) == Retired;

    public abstract void Write(TextFormat text, string name);

    /// <summary>Notes at <paramref name="now"/> whether it was updated since the last collection.</summary>
    public void See(long now)
    {
        if (Interlocked.CompareExchange(ref _state, Idle, Touched) == Touched)
        {
            LastSeen = now;
        }
    }

    /// <summary>Ends it, unless it was updated since it was last seen.</summary>
    public bool TryRetire() => Interlocked.CompareExchange(ref _state, Retired, Idle) == Idle;

    /// <summary>False when it was retired before this update, which nothing will export then: record it again in a new series.</summary>
    protected bool Touch() =>
        Volatile.Read(ref _state) == Touched || Interlocked.CompareExchange(ref _state, Touched, Idle) != Retired;

    protected static void Add(ref double total, double value)
    {
        for (var before = Volatile.Read(ref total); ;)
        {
            var seen = Interlocked.CompareExchange(ref total, before + value, before);
            if (seen.Equals(before))
            {
                return;
            }

            before = seen;
        }
    }
}
