namespace Mmei.Contracts.V1;

/// <summary>A tenant's policy after learning; broadcast to every ranker.</summary>
public sealed record PolicySnapshot
{
    public required string TenantId { get; init; }

    public required string Name { get; init; }

    /// <summary>Counts up; a ranker never goes back.</summary>
    public required long Version { get; init; }

    public required int FeatureVersion { get; init; }

    /// <summary>The serialized policy state, with its own checksum.</summary>
    public required byte[] State { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The experiment that runs beside it; null where none does.</summary>
    public ExperimentInForce? Experiment { get; init; }

    /// <summary>The rule by which another policy takes its place; null where there is none.</summary>
    public TakeOverInForce? TakeOver { get; init; }
}
