using System.ComponentModel.DataAnnotations;

namespace Mmei.Contracts.Api.V1;

/// <summary>Body of <c>POST /v1/policy:evaluate</c>: the policy in question.</summary>
public sealed record EvaluationRequest
{
    public const int MostDecisions = 2000;

    /// <summary>lin-ts, lin-ucb, epsilon-greedy, softmax, square-cb, random or congruence.</summary>
    [Required]
    public string? Policy { get; init; }

    /// <summary>As in <c>PUT /v1/policy/exploration</c>.</summary>
    [Required]
    [Range(0, 100)]
    public double? Exploration { get; init; }

    /// <summary>How many of the latest decisions to look at.</summary>
    [Range(1, MostDecisions)]
    public int Decisions { get; init; } = 500;
}

/// <summary>What the policy in question would have earned at the first place, by what those in force logged.</summary>
public sealed record PolicyEvaluation
{
    public required string Policy { get; init; }

    public required double Exploration { get; init; }

    /// <summary>How many decisions count.</summary>
    public required int Decisions { get; init; }

    /// <summary>Decisions that cannot be made again as they were, as an item of theirs was changed or deleted since.</summary>
    public required int Skipped { get; init; }

    /// <summary>So many decisions of the policy's own would be as telling.</summary>
    public required double EffectiveSampleSize { get; init; }

    public required double LargestWeight { get; init; }

    /// <summary>What the items at the first place earned.</summary>
    public required ValueInterval Logged { get; init; }

    /// <summary>By estimator: ips, snips, dm, dr, switchDr.</summary>
    public required IReadOnlyDictionary<string, ValueInterval> Estimates { get; init; }

    /// <summary>What it would earn beyond what was earned (by inverse propensities).</summary>
    public required ValueInterval Gain { get; init; }

    /// <summary>Whether it may be put in force by what is known.</summary>
    public required bool Promotable { get; init; }

    /// <summary>Why, or why not.</summary>
    public required string Reason { get; init; }
}

/// <summary>A mean reward with its bootstrap interval of 95 %.</summary>
public sealed record ValueInterval
{
    public required double Value { get; init; }

    public required double Low { get; init; }

    public required double High { get; init; }
}
