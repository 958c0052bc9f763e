namespace Mmei.Contracts.Api.V1;

/// <summary>A decision made again, compared with what was decided.</summary>
public sealed record ReplayAnswer
{
    public required Guid DecisionId { get; init; }

    public required ReplayOutcome Outcome { get; init; }

    /// <summary>What is not as it was at the decision; why an outcome is not identical.</summary>
    public required IReadOnlyList<ReplayLack> Lacks { get; init; }

    /// <summary>What came out otherwise, from the top; at most a hundred.</summary>
    public required IReadOnlyList<ReplayDifference> Differences { get; init; }
}

/// <summary>How a decision comes out when it is made again.</summary>
public enum ReplayOutcome
{
    /// <summary>The same items in the same order, and every number equal to the bit.</summary>
    Identical,

    /// <summary>Something came out otherwise.</summary>
    Different,

    /// <summary>What is left of what it followed from is too little to make it again.</summary>
    Impossible,
}
