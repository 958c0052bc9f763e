using Mmei.Contracts.Taxonomy;

namespace Mmei.Contracts.Api.V1;

/// <summary>One recommended item.</summary>
public sealed record RecommendedItem
{
    public required string Id { get; init; }

    public required ContentKind Kind { get; init; }

    public required string Title { get; init; }

    /// <summary>From 1, at the top.</summary>
    public required int Position { get; init; }

    /// <summary>The sum of the parts in the explanation.</summary>
    public required double Score { get; init; }

    /// <summary>The probability with which the policy puts this item at this position.</summary>
    public required double Propensity { get; init; }

    /// <summary>Null when the request said <c>explain: false</c>.</summary>
    public Explanation? Explanation { get; init; }
}
