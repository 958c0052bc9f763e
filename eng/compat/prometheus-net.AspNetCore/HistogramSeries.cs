namespace Prometheus;

/// <summary>Counts by upper bound, and the sum.</summary>
internal sealed class HistogramSeries(string labels, double[] bounds) : Series(labels)
{
    private readonly long[] _counts = new long[bounds.Length + 1];
    private double _sum;

    /// <summary>Counts a value, but not-a-number; false when the series is retired and the value must be recorded again.</summary>
    public bool Observe(double value)
    {
        if (double.IsNaN(value))
        {
            return true;
        }

        var bucket = Array.BinarySearch(bounds, value);
        Interlocked.Increment(ref _counts[bucket < 0 ? ~bucket : bucket]);
        Add(ref _sum, value);
        return Touch();
    }

    public override void Write(TextFormat text, string name)
    {
        var sum = Volatile.Read(ref _sum);
        var below = 0L;
        for (var i = 0; i < _counts.Length; i++)
        {
            below += Volatile.Read(ref _counts[i]);
            text.Bucket(name, Labels, i < bounds.Length ? bounds[i] : double.PositiveInfinity, below);
        }

        text.Sample(name, "_sum", Labels, sum);
        text.Sample(name, "_count", Labels, below);
    }
}
