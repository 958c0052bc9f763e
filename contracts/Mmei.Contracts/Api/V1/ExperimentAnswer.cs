namespace Mmei.Contracts.Api.V1;

/// <summary>An experiment as it was set.</summary>
public sealed record ExperimentAnswer
{
    public required string Name { get; init; }

    public required bool Running { get; init; }

    public required int Seed { get; init; }

    public required int FollowMinutes { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Absent while it runs.</summary>
    public DateTimeOffset? StoppedAt { get; init; }

    public required IReadOnlyList<ArmSetting> Arms { get; init; }

    /// <summary>What came of each arm, in their order; absent in lists and where it was just started.</summary>
    public IReadOnlyList<ArmResult>? Results { get; init; }
}

/// <summary>The experiments of a tenant, the latest first.</summary>
public sealed record ExperimentList
{
    public required IReadOnlyList<ExperimentAnswer> Experiments { get; init; }
}
