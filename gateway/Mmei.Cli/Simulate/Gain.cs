using Mmei.Learning.Numerics;

namespace Mmei.Cli.Simulate;

/// <summary>How much more one arm's people got than the same people in another: the ratio of means less 1, with an interval of 95 %.</summary>
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

            ratio = (more / less) - 1;
        }

        Array.Sort(ratios);
        return new Gain((with.Sum() / without.Sum()) - 1, ratios[(int)(0.025 * Resamples)], ratios[(int)(0.975 * Resamples) - 1]);
    }
}
