namespace Mmei.Benchmarks.Measuring;

/// <summary>Counts requests and keeps how long they took. Safe to use from many threads.</summary>
/// <param name="window">How long requests are sent.</param>
internal sealed class Tally(TimeSpan window)
{
    /// <summary>While what is inside still grows, answers are fewer than what goes in.</summary>
    private readonly TimeSpan _ramp = window / 4;

    private readonly Lock _gate = new();
    private readonly List<double>[] _milliseconds = [[], [], [], []];
    private readonly List<double> _late = [];
    private readonly List<double> _fromSent = [];
    private int _sent;
    private int _answeredInTime;

    public int Sent => Volatile.Read(ref _sent);

    /// <summary>
    /// Answers a second while requests were sent, after the first quarter; what is answered before and afterwards does not count.
    /// </summary>
    public double Throughput => _answeredInTime / (window - _ramp).TotalSeconds;

    /// <summary>Cores that this process, which sends, was busy on meanwhile; where they are shared, others did not have them.</summary>
    public double SenderCores { get; private set; }

    public int this[Outcome outcome] => _milliseconds[(int)outcome].Count;

    /// <summary>Counts a request that is about to be sent, and says how many were before it.</summary>
    public int Send() => Interlocked.Increment(ref _sent) - 1;

    /// <summary>Notes by how much a request was sent later than it was due, and how long it took from then on.</summary>
    public void AddSent(TimeSpan late, TimeSpan took)
    {
        lock (_gate)
        {
            _late.Add(late.TotalMilliseconds);
            _fromSent.Add(took.TotalMilliseconds);
        }
    }

    /// <summary>Counts the cores of <see cref="SenderCores"/> until it is disposed of.</summary>
    public IDisposable CountCores(TimeProvider time) => new CoreCount(this, time);

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
    public double Percentile(Outcome outcome, double share) => Percentile(_milliseconds[(int)outcome], share);

    /// <summary>By how much a share of the requests was sent late at most, in milliseconds; NaN where none was due at a time.</summary>
    public double Late(double share) => Percentile(_late, share);

    /// <summary>
    /// The time from when it was sent that a share of the requests that were due at a time did not exceed, in milliseconds. What the
    /// sender is behind is not in it.
    /// </summary>
    public double FromSent(double share) => Percentile(_fromSent, share);

    private static double Percentile(List<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : sorted[Math.Min((int)(share * sorted.Length), sorted.Length - 1)];
    }

    private sealed class CoreCount(Tally tally, TimeProvider time) : IDisposable
    {
        private readonly long _started = time.GetTimestamp();
        private readonly TimeSpan _before = Environment.CpuUsage.TotalTime;

        public void Dispose() => tally.SenderCores = (Environment.CpuUsage.TotalTime - _before) / time.GetElapsedTime(_started);
    }
}
