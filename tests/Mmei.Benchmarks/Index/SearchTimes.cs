namespace Mmei.Benchmarks.Index;

/// <summary>How long searches took, one after the other.</summary>
internal sealed class SearchTimes(IReadOnlyList<double> milliseconds)
{
    public double PerSecond => 1000 * milliseconds.Count / milliseconds.Sum();

    public double P50 => Percentile(0.5);

    public double P99 => Percentile(0.99);

    /// <summary>Asks for a while.</summary>
    /// <param name="search">Does the search of a number, from 0.</param>
    /// <param name="seconds">How long.</param>
    /// <param name="time">The clock.</param>
    public static async Task<SearchTimes> OfAsync(Func<int, Task> search, double seconds, TimeProvider time)
    {
        var taken = new List<double>();
        for (var started = time.GetTimestamp(); taken.Count == 0 || time.GetElapsedTime(started).TotalSeconds < seconds;)
        {
            var asked = time.GetTimestamp();
            await search(taken.Count);
            taken.Add(time.GetElapsedTime(asked).TotalMilliseconds);
        }

        return new SearchTimes(taken);
    }

    private double Percentile(double share) =>
        milliseconds.Order().ElementAt((int)Math.Min(share * milliseconds.Count, milliseconds.Count - 1));
}
