namespace Mmei.Benchmarks.Measuring;

/// <summary>What several rounds gave.</summary>
internal sealed record Spread(double Median, double Min, double Max)
{
    /// <param name="values">At least one.</param>
    public static Spread Of(IReadOnlyCollection<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        var median = sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[^1]);
    }
}
