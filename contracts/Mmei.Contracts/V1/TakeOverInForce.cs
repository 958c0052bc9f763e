namespace Mmei.Contracts.V1;

/// <summary>A rule by which another policy takes the place of the one in force.</summary>
public sealed record TakeOverInForce
{
    /// <summary>The version of the policy with which it was set.</summary>
    public required long Version { get; init; }

    /// <summary>Since when it holds: decisions of before say nothing.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>How long after a decision it is known what it earned.</summary>
    public required TimeSpan RewardWindow { get; init; }

    /// <summary>The policy that takes over.</summary>
    public required string Policy { get; init; }

    /// <summary>By how much it explores then.</summary>
    public required double Exploration { get; init; }

    public required int LeastDecisions { get; init; }

    /// <summary>A share from 0 to 1; null: any will do.</summary>
    public double? LeastMatchRate { get; init; }

    /// <summary>A reward, at the lower end of its interval.</summary>
    public required double LeastLift { get; init; }
}
