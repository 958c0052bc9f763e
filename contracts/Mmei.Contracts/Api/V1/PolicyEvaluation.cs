using System.ComponentModel.DataAnnotations;

namespace Mmei.Contracts.Api.V1;

/// <summary>Body of <c>POST /v1/policy:evaluate</c>: the policy in question.</summary>
public sealed record EvaluationRequest
{
    public const int MostDecisions = 2000;

    /// <summary>Below these a bootstrap of rare rewards promises more than it knows.</summary>
    public const int FewestDecisions = 100;

    /// <summary>lin-ts, lin-ucb, epsilon-greedy, softmax, square-cb, random, congruence or apprentice.</summary>
    [Required]
    public string? Policy { get; init; }

    /// <summary>As in <c>PUT /v1/policy/exploration</c>.</summary>
    [Required]
    [Range(0, 100)]
    public double? Exploration { get; init; }

    /// <summary>How many of the latest decisions to look at.</summary>
    [Range(1, MostDecisions)]
    public int Decisions { get; init; } = 500;

    /// <summary>Fewer decisions than these are not enough to be promotable.</summary>
    [Range(FewestDecisions, MostDecisions)]
    public int LeastDecisions { get; init; } = FewestDecisions;

    /// <summary>Promotable only with a match rate of at least this; without it any will do.</summary>
    [Range(0, 1)]
    public double? LeastMatchRate { get; init; }

    /// <summary>Promotable only with a lift over the baseline of at least this, at the lower end of its interval; without it any will
    /// do.</summary>
    [Range(-1, 1)]
    public double? LeastLift { get; init; }
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

    /// <summary>How it compares with congruence alone.</summary>
    public required BesideBaseline BesideBaseline { get; init; }

    /// <summary>Whether it may be put in force by what is known.</summary>
    public required bool Promotable { get; init; }

    /// <summary>Why, or why not.</summary>
    public required string Reason { get; init; }
}

/// <summary>A policy beside the baseline, which ranks by congruence and has learned nothing.</summary>
public sealed record BesideBaseline
{
    /// <summary>The share of decisions in which it puts first what the baseline does.</summary>
    public required double MatchRate { get; init; }

    /// <summary>The share of its first places that those in force might have shown too: of the others the log says nothing, and they count
    /// as nothing earned.</summary>
    public required double Covered { get; init; }

    /// <summary>What it would earn at the first place beyond the baseline (by inverse propensities).</summary>
    public required ValueInterval Lift { get; init; }
}

/// <summary>A mean reward with its bootstrap interval of 95 %.</summary>
public sealed record ValueInterval
{
    public required double Value { get; init; }

    public required double Low { get; init; }

    public required double High { get; init; }
}
