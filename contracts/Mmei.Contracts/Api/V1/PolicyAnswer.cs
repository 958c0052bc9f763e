namespace Mmei.Contracts.Api.V1;

/// <summary>Which policy decided.</summary>
public sealed record PolicyAnswer
{
    public required string Name { get; init; }

    public required long Version { get; init; }

    /// <summary>Whether the slate differs from the one the policy's mean would have shown.</summary>
    public required bool Explored { get; init; }
}
