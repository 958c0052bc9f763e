using Mmei.Contracts.Taxonomy;

namespace Mmei.Contracts.V1;

/// <summary>One item of a slate.</summary>
public sealed record RankedItem
{
    public required string ItemId { get; init; }

    public required ContentKind Kind { get; init; }

    public required string Title { get; init; }

    /// <summary>From 1, at the top.</summary>
    public required int Position { get; init; }

    public required double Score { get; init; }

    /// <summary>The probability with which the policy puts this item at this position, 0 to 1.</summary>
    public required double Propensity { get; init; }

    /// <summary>S(u,c) = F . E_c (eq. 7), -1 to 1.</summary>
    public double? Similarity { get; init; }

    public required ScoreParts Parts { get; init; }

    /// <summary>The boosts that are true of it, as fields of the request: <c>options.boosts[0]</c>.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    public string? Description { get; init; }

    /// <summary>Who made it.</summary>
    public string? Creator { get; init; }

    /// <summary>The language of the item, as a tag of BCP 47.</summary>
    public string? Language { get; init; }

    /// <summary>Where the item itself is.</summary>
    public string? MediaUrl { get; init; }

    /// <summary>Where a small picture of it is.</summary>
    public string? ThumbnailUrl { get; init; }
}
