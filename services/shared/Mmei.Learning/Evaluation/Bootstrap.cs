using Mmei.Learning.Numerics;

namespace Mmei.Learning.Evaluation;

/// <summary>Percentile intervals by resampling with replacement (Efron, 1979).</summary>
public static class Bootstrap
{
    /// <summary>The interval of a mean.</summary>
    /// <param name="values">At least one.</param>
    /// <param name="settings">Confidence, number of resamples, seed.</param>
    public static Interval OfMean(ReadOnlySpan<double> values, EvaluationSettings settings)
    {
        var random = new SeededRandom(settings.Seed);
        var means = new double[settings.Resamples];
        foreach (ref var mean in means.AsSpan())
        {
            var sum = 0.0;
            for (var i = 0; i < values.Length; i++)
            {
                sum += values[random.Below(values.Length)];
            }

            mean = sum / values.Length;
        }

        return Percentiles(means, settings.Confidence);
    }

    /// <summary>The interval of the ratio of two sums over the same people, resampled together.</summary>
    /// <param name="above">By person; at least one.</param>
    /// <param name="below">By the same person, not below 0.</param>
    /// <param name="settings">Confidence, number of resamples, seed.</param>
    public static Interval OfRatio(ReadOnlySpan<double> above, ReadOnlySpan<double> below, EvaluationSettings settings)
    {
        var random = new SeededRandom(settings.Seed);
        var ratios = new double[settings.Resamples];
        foreach (ref var ratio in ratios.AsSpan())
        {
            var (over, under) = (0.0, 0.0);
            for (var i = 0; i < above.Length; i++)
            {
                var person = random.Below(above.Length);
                over += above[person];
                under += below[person];
            }

            ratio = Ratio(over, under);
        }

        return Percentiles(ratios, settings.Confidence);
    }

    /// <summary>A ratio that stays finite: a few resampled people may have nothing at all below.</summary>
    public static double Ratio(double above, double below) => above / Math.Max(below, 1e-9);

    /// <summary>Draws a resample: how often each of its rounds is in it.</summary>
    internal static void Resample(SeededRandom random, Span<int> counts)
    {
        counts.Clear();
        for (var i = 0; i < counts.Length; i++)
        {
            counts[random.Below(counts.Length)]++;
        }
    }

    /// <summary>What lies between the tails, interpolated between neighbours. Sorts its argument.</summary>
    internal static Interval Percentiles(Span<double> values, double confidence)
    {
        values.Sort();
        var tail = (1 - confidence) / 2;
        return new Interval(At(values, tail), At(values, 1 - tail));
    }

    private static double At(ReadOnlySpan<double> sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
