using System.ComponentModel.DataAnnotations;
using Mmei.Contracts.Taxonomy;

namespace Mmei.Contracts.Api.V1;

/// <summary>What is different for the people of one arm; what is absent stays as it is for everybody.</summary>
public sealed record ArmSetting
{
    [Required]
    [RegularExpression(ExperimentRequest.NamePattern)]
    public string? Name { get; init; }

    /// <summary>The share of people, above 0; those of all arms sum to 1.</summary>
    [Required]
    [Range(0, 1)]
    public double? Weight { get; init; }

    /// <summary>
    /// lin-ts, lin-ucb, epsilon-greedy, softmax, square-cb, random, congruence, which has learned nothing, or apprentice.
    /// </summary>
    public string? Policy { get; init; }

    /// <summary>As in <c>PUT /v1/policy/exploration</c>; required with a policy.</summary>
    [Range(0, 100)]
    public double? Exploration { get; init; }

    /// <summary>The mood goal where the request states none.</summary>
    public MoodGoal? Mood { get; init; }
}
