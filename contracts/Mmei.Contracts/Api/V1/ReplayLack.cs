namespace Mmei.Contracts.Api.V1;

/// <summary>Something a decision followed from that is not as it was.</summary>
public sealed record ReplayLack
{
    public required ReplayInput What { get; init; }

    /// <summary>Of the item; of policy and ranker the version.</summary>
    public string? Id { get; init; }

    public required LackProblem Problem { get; init; }
}

/// <summary>What a decision follows from.</summary>
public enum ReplayInput
{
    /// <summary>A candidate, or an item of the person's taste.</summary>
    Item,

    /// <summary>The policy in force.</summary>
    Policy,

    /// <summary>The software that ranks.</summary>
    Ranker,

    /// <summary>The record of the decision.</summary>
    Record,
}

/// <summary>What has become of it.</summary>
public enum LackProblem
{
    /// <summary>It is another one now.</summary>
    Changed,

    /// <summary>It was deleted.</summary>
    Gone,

    /// <summary>It was too large to be kept.</summary>
    TooLarge,
}
