namespace Prometheus;

/// <summary>Bucket bounds.</summary>
public static class Histogram
{
    /// <summary>start, start * factor, start * factor^2, ...</summary>
    public static double[] ExponentialBuckets(double start, double factor, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(start);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(factor, 1);
        var bounds = new double[count];
        var bound = start;
        for (var i = 0; i < count; i++, bound *= factor)
        {
            bounds[i] = bound;
        }

        return bounds;
    }

    /// <summary>start, start + width, start + 2 * width, ...</summary>
    public static double[] LinearBuckets(double start, double width, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return [.. Enumerable.Range(0, count).Select(i => start + (i * width))];
    }
}
