using System.Collections.ObjectModel;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
using Mmei.Expressions;
using Mmei.Ranking.Index;

namespace Mmei.Ranking.Catalog;

/// <summary>An encoded item, as ranking reads it.</summary>
/// <param name="Revision">The revision that was encoded.</param>
/// <param name="CreatedAt">When the item entered the catalog.</param>
/// <param name="Embedding">E_c: 256 numbers, L2 norm 1.</param>
/// <param name="EmotionProfile">7 probabilities.</param>
/// <param name="IntentProfile">5 probabilities.</param>
/// <param name="Model">The content model, as name@version.</param>
/// <param name="Meaning">What the item is about: 384 numbers, L2 norm 1; null where the content model does not say.</param>
internal sealed record RankableItem(
    string TenantId,
    string ItemId,
    ContentKind Kind,
    string Title,
    long Revision,
    DateTimeOffset CreatedAt,
    float[] Embedding,
    double[] EmotionProfile,
    double[] IntentProfile,
    string Model,
    float[]? Meaning = null) : IDescribedItem
{
    /// <summary>Null where there is none.</summary>
    public string? Description { get; init; }

    public Presentation Presentation { get; init; } = Presentation.None;

    /// <summary>From then on it is not recommended; null: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>As <see cref="Tag.Name"/> gives them.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    public IReadOnlyDictionary<string, AttributeValue> Attributes { get; init; } = ReadOnlyDictionary<string, AttributeValue>.Empty;

    public string? Creator => Presentation.Creator;

    public string? Language => Presentation.Language;

    public bool HasTag(string tag) => Tags.Contains(tag, StringComparer.Ordinal);

    public AttributeValue? Attribute(string name) => Attributes.GetValueOrDefault(name);

    public bool HasExpired(DateTimeOffset now) => ExpiresAt <= now;
}
