using Mmei.Learning.Evaluation;

namespace Mmei.Learning.Experiments;

/// <summary>
/// Intervals that may be looked at as often as anybody likes, and stopped by: with 95 % the truth is in all of them together. Asymptotic
/// confidence sequences (Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas, Time-uniform central limit theory and asymptotic confidence
/// sequences, Annals of Statistics 2024): the normal-mixture boundary of Robbins (1970) around a mean, with the variance as estimated.
/// </summary>
/// <remarks>Asymptotic: the guarantee is one for looking from some number of values on, <see cref="Least"/> here.</remarks>
public static class ConfidenceSequence
{
    /// <summary>Below so many values an estimated variance says too little.</summary>
    public const int Least = 50;

    private const double Alpha = 0.05;

    // The number of values at which the sequence is tightest.
    private const double Tightest = 500;

    // The scale of the mixture that is tightest there (the paper's appendix on the choice of rho).
    private static readonly double Rho2 = ((-2 * Math.Log(Alpha)) + Math.Log((-2 * Math.Log(Alpha)) + 1)) / Tightest;

    /// <summary>Where a mean is; null below <see cref="Least"/> values.</summary>
    public static Interval? OfMean(Moments values) =>
        values.Count < Least ? null : Around(values.Mean, values.Variance, values.Count);

    /// <summary>
    /// Where the difference of two means is, of people who were put into either by chance; null where either has fewer than
    /// <see cref="Least"/>. The sequence runs over the people of both, a person's influence on the difference having the variance
    /// n (s1^2 / n1 + s2^2 / n2) (section 3 of the paper, with the arms' means as the outcome model).
    /// </summary>
    public static Interval? OfDifference(Moments baseline, Moments other)
    {
        if (baseline.Count < Least || other.Count < Least)
        {
            return null;
        }

        var count = baseline.Count + other.Count;
        var variance = count * ((baseline.Variance / baseline.Count) + (other.Variance / other.Count));
        return Around(other.Mean - baseline.Mean, variance, count);
    }

    private static Interval Around(double mean, double variance, long count)
    {
        var mixed = (count * Rho2) + 1;
        var half = Math.Sqrt(variance * 2 * mixed / (count * (double)count * Rho2) * Math.Log(Math.Sqrt(mixed) / Alpha));
        return new Interval(mean - half, mean + half);
    }
}
