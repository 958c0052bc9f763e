namespace Mmei.Contracts.Api.V1;

/// <summary>The policy in force for a tenant, and what it has learned.</summary>
public sealed record LearnedPolicy
{
    /// <summary>lin-ts, lin-ucb, epsilon-greedy, softmax, square-cb, random, congruence or apprentice.</summary>
    public required string Policy { get; init; }

    /// <summary>How much it explores; what the number means depends on the policy, and 0 never explores.</summary>
    public required double Exploration { get; init; }

    /// <summary>Counts up with each change; decisions name it. 0: nothing was learned or set yet.</summary>
    public required long Version { get; init; }

    /// <summary>The layout of the features that it was learned on.</summary>
    public required int FeatureVersion { get; init; }

    /// <summary>Rewarded items that it was learned from.</summary>
    public required long Rewards { get; init; }

    /// <summary>The snapshot that is in force, whatever is learned meanwhile; absent where the latest policy is.</summary>
    public long? Frozen { get; init; }

    /// <summary>When another policy takes over by itself; absent where none does.</summary>
    public TakeOverRule? TakeOver { get; init; }

    /// <summary>One for each feature, in their order.</summary>
    public required IReadOnlyList<LearnedWeight> Weights { get; init; }
}

/// <summary>What a feature adds to the expected reward of an item.</summary>
public sealed record LearnedWeight
{
    /// <summary>Such as <c>sadness x music</c>.</summary>
    public required string Feature { get; init; }

    public required double Mean { get; init; }

    /// <summary>1: as unsure as before the first reward; towards 0 with what is known.</summary>
    public required double Doubt { get; init; }
}
