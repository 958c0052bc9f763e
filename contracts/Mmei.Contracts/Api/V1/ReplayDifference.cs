namespace Mmei.Contracts.Api.V1;

/// <summary>A part of a decision that came out otherwise.</summary>
public sealed record ReplayDifference
{
    /// <summary>From 1; 0 where it is not about a place.</summary>
    public required int Position { get; init; }

    /// <summary>item, explored, similarity, propensity, or a part of the score.</summary>
    public required string Part { get; init; }

    /// <summary>As it was decided; absent where the place was empty.</summary>
    public string? Recorded { get; init; }

    /// <summary>As it came out now; absent where the place is empty.</summary>
    public string? Replayed { get; init; }
}
