namespace Mmei.Learning.Evaluation;

/// <summary>One choice of a log, seen from another policy.</summary>
/// <param name="Reward">r: what came of it, finite.</param>
/// <param name="Propensity">pi_b(a|x) in (0, 1]: how likely the policy that wrote the log was to choose as it did.</param>
/// <param name="TargetPropensity">pi_e(a|x) in [0, 1]: how likely the policy that is evaluated would have been to choose the same.</param>
public readonly record struct LoggedRound(double Reward, double Propensity, double TargetPropensity)
{
    /// <summary>w = pi_e(a|x) / pi_b(a|x).</summary>
    public double Weight => TargetPropensity / Propensity;
}
