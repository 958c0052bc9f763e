using System.ComponentModel.DataAnnotations;

namespace Mmei.Ranking.Policy;

/// <summary>Section <c>Ranking</c>: the policy in force before feedback has sent one.</summary>
internal sealed class PolicyOptions
{
    public const string Section = "Ranking";

    /// <summary>Precision of each weight.</summary>
    [Range(0.001, 1e6)]
    public double PriorRidge { get; init; } = 1;

    /// <summary>
    /// Standard deviation of a weight's draw. 0: a policy that has learned nothing has nothing to add to what recognition says, so it
    /// neither
    /// explores nor shifts a score.
    /// </summary>
    [Range(0.0, 10.0)]
    public double PriorNoise { get; init; }
}
