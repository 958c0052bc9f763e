using Mmei.Contracts.Taxonomy;

namespace Mmei.Contracts.V1;

/// <summary>The arm of an experiment that a decision was made in: a person's exposure to it.</summary>
public sealed record ArmStamp
{
    public required string Experiment { get; init; }

    public required string Arm { get; init; }

    /// <summary>The mood goal that the arm has where the request states none.</summary>
    public MoodGoal? Mood { get; init; }
}
