namespace Mmei.Contracts.Api.V1;

/// <summary>The arm of an experiment that a decision was made in.</summary>
public sealed record ArmAnswer
{
    public required string Experiment { get; init; }

    public required string Name { get; init; }
}
