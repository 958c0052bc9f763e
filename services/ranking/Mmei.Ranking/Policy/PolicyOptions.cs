using System.ComponentModel.DataAnnotations;

namespace Mmei.Ranking.Policy;

/// <summary>Section <c>Ranking</c>: the policy in force before feedback has sent one, and how another takes its place.</summary>
internal sealed class PolicyOptions : IValidatableObject
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

    /// <summary>How often to see whether enough was decided for the next look of a rule by which another policy takes over.</summary>
    public TimeSpan TakeOverEvery { get; init; } = TimeSpan.FromMinutes(1);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (TakeOverEvery <= TimeSpan.Zero)
        {
            yield return new ValidationResult("must be above zero.", [nameof(TakeOverEvery)]);
        }
    }
}
