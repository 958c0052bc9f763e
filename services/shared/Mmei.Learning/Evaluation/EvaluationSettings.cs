namespace Mmei.Learning.Evaluation;

/// <summary>How a policy is evaluated on a log.</summary>
public sealed record EvaluationSettings
{
    /// <summary>The largest weight; larger ones count as this. Less variance for a bias towards 0 (Ionides, 2008).</summary>
    public double Clip { get; init; } = double.PositiveInfinity;

    /// <summary>tau: the largest weight with which <see cref="Estimator.SwitchDr"/> corrects its model.</summary>
    public double SwitchAt { get; init; } = 10;

    /// <summary>How often the log is resampled for the intervals.</summary>
    public int Resamples { get; init; } = 1000;

    /// <summary>How often intervals are to cover the truth.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Of the resampling.</summary>
    public long Seed { get; init; }
}
