using Mmei.Contracts.Taxonomy;

namespace Mmei.Contracts.V1;

/// <summary>A running experiment, as rankers need it to tell whose decision is made in which arm.</summary>
public sealed record ExperimentInForce
{
    public required string Name { get; init; }

    /// <summary>With a person's id it decides their arm, for as long as the experiment runs.</summary>
    public required int Seed { get; init; }

    /// <summary>The first is what the others are compared with. Their weights sum to 1.</summary>
    public required IReadOnlyList<ExperimentArm> Arms { get; init; }
}

/// <summary>What is different for the people of one arm. What is null stays as it is for everybody.</summary>
public sealed record ExperimentArm
{
    public required string Name { get; init; }

    /// <summary>The share of people, above 0.</summary>
    public required double Weight { get; init; }

    /// <summary>Another policy over the same learned weights, with <see cref="Exploration"/>.</summary>
    public string? Policy { get; init; }

    public double? Exploration { get; init; }

    /// <summary>The mood goal where the request states none.</summary>
    public MoodGoal? Mood { get; init; }
}
