using System.Collections.ObjectModel;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
using Mmei.Expressions;
using Mmei.Ranking.Index;

namespace Mmei.Ranking.Catalog;

/// <summary>What a client says about an item, checked. Title, description and tags are its words: what is encoded.</summary>
internal sealed record ItemContent(string Id, ContentKind Kind, string Title, string Description, IReadOnlyList<string> Tags)
    : IDescribedItem
{
    public Presentation Presentation { get; init; } = Presentation.None;

    /// <summary>From then on it is not recommended; null: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>In the order of their names.</summary>
    public IReadOnlyDictionary<string, AttributeValue> Attributes { get; init; } = ReadOnlyDictionary<string, AttributeValue>.Empty;

    public string? Creator => Presentation.Creator;

    public string? Language => Presentation.Language;

    public bool HasTag(string tag) => Tags.Any(own => Tag.Name(own) == tag);

    public AttributeValue? Attribute(string name) => Attributes.GetValueOrDefault(name);
}
