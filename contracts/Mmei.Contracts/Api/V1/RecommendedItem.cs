using Mmei.Contracts.Taxonomy;

namespace Mmei.Contracts.Api.V1;

/// <summary>One recommended item.</summary>
public sealed record RecommendedItem
{
    public required string Id { get; init; }

    public required ContentKind Kind { get; init; }

    public required string Title { get; init; }

    public string? Description { get; init; }

    /// <summary>Who made it.</summary>
    public string? Creator { get; init; }

    /// <summary>The language of the item, as a tag of BCP 47.</summary>
    public string? Language { get; init; }

    /// <summary>Where the item itself is.</summary>
    public string? MediaUrl { get; init; }

    /// <summary>Where a small picture of it is.</summary>
    public string? ThumbnailUrl { get; init; }

    /// <summary>From 1, at the top.</summary>
    public required int Position { get; init; }

    /// <summary>The sum of the parts in the explanation.</summary>
    public required double Score { get; init; }

    /// <summary>The probability with which the policy puts this item at this position.</summary>
    public required double Propensity { get; init; }

    /// <summary>Null when the request said <c>explain: false</c>.</summary>
    public Explanation? Explanation { get; init; }
}
