using Mmei.Contracts.Taxonomy;

namespace Mmei.Contracts.Api.V1;

/// <summary>An item of a list that needs no observation.</summary>
public sealed record ListedItem
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

    /// <summary>Of similar items: how near it is, -1 to 1.</summary>
    public double? Similarity { get; init; }
}
