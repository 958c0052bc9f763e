namespace Mmei.Benchmarks;

/// <summary>Counts requests and keeps how long they took. Safe to use from many threads.</summary>
/// <param name="window">How long requests are sent.</param>
internal sealed class Tally(TimeSpan window)
{
    private readonly Lock _gate = new();
    private readonly List<double>[] _milliseconds = [[], [], [], []];
    private int _sent;
    private int _answeredInWindow;

    public int Sent => Volatile.Read(ref _sent);

    /// <summary>Answers a second while requests were sent; what is answered afterwards does not count.</summary>
    public double Throughput => _answeredInWindow / window.TotalSeconds;

    public int this[Outcome outcome] => _milliseconds[(int)outcome].Count;

    /// <summary>Counts a request that is about to be sent, and says how many were before it.</summary>
    public int Send() => Interlocked.Increment(ref _sent) - 1;

    /// <summary>Counts what became of a request.</summary>
    /// <param name="outcome">What became of it.</param>
    /// <param name="took">How long that took.</param>
    /// <param name="at">When, from the beginning.</param>
    public void Add(Outcome outcome, TimeSpan took, TimeSpan at)
    {
        lock (_gate)
        {
            _milliseconds[(int)outcome].Add(took.TotalMilliseconds);
            _answeredInWindow += outcome == Outcome.Answered && at <= window ? 1 : 0;
        }
    }

    /// <summary>The time that a share of the requests with this outcome did not exceed, in milliseconds; NaN where there is none.</summary>
    public double Percentile(Outcome outcome, double share)
    {
        var sorted = _milliseconds[(int)outcome].Order().ToArray();
        return sorted.Length == 0 ? double.NaN : sorted[Math.Min((int)(share * sorted.Length), sorted.Length - 1)];
    }
}
