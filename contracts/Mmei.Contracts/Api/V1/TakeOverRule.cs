using System.ComponentModel.DataAnnotations;

namespace Mmei.Contracts.Api.V1;

/// <summary>
/// When another policy takes the apprentice's place by itself: as soon as a look at what was earned finds it promotable, as
/// <c>POST /v1/policy:evaluate</c> would.
/// </summary>
public sealed record TakeOverRule
{
    /// <summary>lin-ts unless another one is named.</summary>
    public string? Policy { get; init; }

    /// <summary>As in <c>PUT /v1/policy/exploration</c>, of the policy that takes over.</summary>
    [Required]
    [Range(0, 100)]
    public double? Exploration { get; init; }

    /// <summary>The first and the second look are at so many new decisions each, every later one at twice as many as the one before, to
    /// 2000.</summary>
    [Range(EvaluationRequest.FewestDecisions, EvaluationRequest.MostDecisions)]
    public int LeastDecisions { get; init; } = EvaluationRequest.FewestDecisions;

    /// <summary>Only with a match rate of at least this; without it any will do.</summary>
    [Range(0, 1)]
    public double? LeastMatchRate { get; init; }

    /// <summary>Only with a lift over the baseline of at least this, at the lower end of its interval.</summary>
    [Range(-1, 1)]
    public double LeastLift { get; init; }
}
