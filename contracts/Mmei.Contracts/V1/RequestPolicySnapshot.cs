namespace Mmei.Contracts.V1;

/// <summary>
/// A ranker has started and needs the policies of every tenant; answered by a broadcast of each latest <see cref="PolicySnapshot"/>.
/// </summary>
public sealed record RequestPolicySnapshot
{
    /// <summary>Who asks, for the log.</summary>
    public required string Requester { get; init; }
}
