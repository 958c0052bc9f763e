using Mmei.Contracts.Api.V1;
using Mmei.Ranking.Index;

namespace Mmei.Ranking.Catalog;

/// <summary>What a page shows of an item beside its words; null where nothing is said.</summary>
/// <param name="Creator">Who made it.</param>
/// <param name="Language">A tag of BCP 47.</param>
/// <param name="MediaUrl">Where the item itself is.</param>
/// <param name="ThumbnailUrl">Where a small picture of it is.</param>
internal sealed record Presentation(string? Creator, string? Language, string? MediaUrl, string? ThumbnailUrl)
{
    public static Presentation None { get; } = new(null, null, null, null);

    /// <summary>From the columns of a row, where '' stands for nothing.</summary>
    public static Presentation Of(string creator, string language, string mediaUrl, string thumbnailUrl) =>
        new(Said(creator), Said(language), Said(mediaUrl), Said(thumbnailUrl));

    /// <summary>What of it may be asked for, beside attributes.</summary>
    public ItemFacts FactsWith(IReadOnlyDictionary<string, AttributeValue> attributes) => new(Creator, Language, attributes);

    private static string? Said(string text) => text.Length > 0 ? text : null;
}
