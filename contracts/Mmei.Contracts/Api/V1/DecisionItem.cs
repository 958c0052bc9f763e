using Mmei.Contracts.Taxonomy;

namespace Mmei.Contracts.Api.V1;

/// <summary>One item of a recorded decision.</summary>
public sealed record DecisionItem
{
    public required string Id { get; init; }

    /// <summary>As the catalog has it now; absent where the item is gone.</summary>
    public ContentKind? Kind { get; init; }

    /// <summary>As the catalog has it now; absent where the item is gone.</summary>
    public string? Title { get; init; }

    /// <summary>From 1, at the top.</summary>
    public required int Position { get; init; }

    /// <summary>The sum of the parts in the explanation.</summary>
    public required double Score { get; init; }

    /// <summary>The probability with which the policy put this item at this position.</summary>
    public required double Propensity { get; init; }

    public required Explanation Explanation { get; init; }
}
