using Mmei.Learning.Numerics;

namespace Mmei.Cli.Simulate;

/// <summary>How much more one arm's people got than the same people in another: the ratio of means less 1, with 95 % bounds.</summary>
internal sealed record Gain(double Value, double Low, double High)
{
    private const int Resamples = 2000;

    /// <summary>Resamples people, each with both of their values (Efron, 1979).</summary>
    /// <param name="with">By person.</param>
    /// <param name="without">By the same person.</param>
    /// <param name="seed">Of the resampling.</param>
    public static Gain Of(IReadOnlyList<double> with, IReadOnlyList<double> without, int seed)
    {
        var random = new SeededRandom(seed);
        var ratios = new double[Resamples];
        foreach (ref var ratio in ratios.AsSpan())
        {
            var (more, less) = (0.0, 0.0);
            for (var i = 0; i < with.Count; i++)
            {
                var person = random.Below(with.Count);
                more += with[person];
                less += without[person];
            }

            ratio = Ratio(more, less);
        }

        Array.Sort(ratios);
        return new Gain(Ratio(with.Sum(), without.Sum()), ratios[(int)(0.025 * Resamples)], ratios[(int)(0.975 * Resamples) - 1]);
    }

    // Of a few people the resampled ones may have got nothing at all; a document has no infinity.
    private static double Ratio(double more, double less) => (more / Math.Max(less, 1e-9)) - 1;
}
