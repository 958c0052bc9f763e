namespace Mmei.Learning.Evaluation;

/// <summary>What a log says of a policy.</summary>
/// <param name="Rounds">Length of the log.</param>
/// <param name="EffectiveSampleSize">(sum w)^2 / sum w^2: so many rounds of the policy's own would be as telling (Kish, 1965).</param>
/// <param name="LargestWeight">Before clipping.</param>
/// <param name="Clipped">The share of rounds whose weight was clipped.</param>
/// <param name="Estimates">One for each estimator, in their order.</param>
public sealed record PolicyValue(
    int Rounds, double EffectiveSampleSize, double LargestWeight, double Clipped, IReadOnlyList<Estimate> Estimates)
{
    public Estimate this[Estimator estimator] => Estimates[(int)estimator];
}

/// <summary>A value with its bootstrap interval.</summary>
public sealed record Estimate(Estimator Estimator, double Value, Interval Interval);

/// <summary>From low to high, ends included.</summary>
public readonly record struct Interval(double Low, double High)
{
    public bool Covers(double value) => Low <= value && value <= High;
}
