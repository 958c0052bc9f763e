namespace Mmei.Contracts.V1;

/// <summary>What is added to the scores of some items.</summary>
/// <param name="When">An expression: the items of which it is true.</param>
/// <param name="By">In the units of a score; negative to take off.</param>
public sealed record Boost(string When, double By);
