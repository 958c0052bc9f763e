namespace Mmei.Benchmarks.Measuring;

/// <summary>Counts requests and keeps how long they took. Safe to use from many threads.</summary>
/// <param name="window">How long requests are sent.</param>
internal sealed class Tally(TimeSpan window)
{
    /// <summary>While what is inside still grows, answers are fewer than what goes in.</summary>
    private readonly TimeSpan _ramp = window / 4;

    private readonly Lock _gate = new();
    private readonly List<double>[] _milliseconds = [[], [], [], []];
    private int _sent;
    private int _answeredInTime;

    public int Sent => Volatile.Read(ref _sent);

    /// <summary>
    /// Answers a second while requests were sent, after the first quarter; what is answered before and afterwards does not count.
    /// </summary>
    public double Throughput => _answeredInTime / (window - _ramp).TotalSeconds;

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
            _answeredInTime += outcome == Outcome.Answered && at > _ramp && at <= window ? 1 : 0;
        }
    }

    /// <summary>The time that a share of the requests with this outcome did not exceed, in milliseconds; NaN where there is none.</summary>
    public double Percentile(Outcome outcome, double share)
    {
        var sorted = _milliseconds[(int)outcome].Order().ToArray();
        return sorted.Length == 0 ? double.NaN : sorted[Math.Min((int)(share * sorted.Length), sorted.Length - 1)];
    }
}
