using Mmei.Contracts.Taxonomy;

namespace Mmei.Contracts.Api.V1;

/// <summary>A catalog item as it is stored.</summary>
public sealed record ItemAnswer
{
    public required string Id { get; init; }

    public required ContentKind Kind { get; init; }

    public required string Title { get; init; }

    public required string Description { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public string? Creator { get; init; }

    /// <summary>A tag of BCP 47.</summary>
    public string? Language { get; init; }

    public string? MediaUrl { get; init; }

    public string? ThumbnailUrl { get; init; }

    /// <summary>From then on the item is not recommended; absent: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>What else the tenant says of it; empty where nothing.</summary>
    public IReadOnlyDictionary<string, AttributeValue> Attributes { get; init; } = new Dictionary<string, AttributeValue>();

    public required long Revision { get; init; }

    /// <summary>Whether this revision is encoded and can be recommended.</summary>
    public required bool Indexed { get; init; }
}
