namespace Mmei.Contracts.Api.V1;

/// <summary>The policies that are kept, the latest first.</summary>
public sealed record SnapshotList
{
    public required IReadOnlyList<KeptSnapshot> Snapshots { get; init; }
}

/// <summary>A policy as it was.</summary>
public sealed record KeptSnapshot
{
    /// <summary>Of the policy when it was kept.</summary>
    public required long Version { get; init; }

    /// <summary>The snapshot that was kept before it, and that it went on learning from; absent where there is none.</summary>
    public long? Parent { get; init; }

    /// <summary>scheduled, asked or frozen.</summary>
    public required string Reason { get; init; }

    public required int FeatureVersion { get; init; }

    /// <summary>Rewarded items that it was learned from.</summary>
    public required long Rewards { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>Whether it is in force now.</summary>
    public required bool InForce { get; init; }
}
