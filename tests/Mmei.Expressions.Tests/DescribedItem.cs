using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;

namespace Mmei.Expressions.Tests;

internal sealed record DescribedItem(ContentKind Kind = ContentKind.Music) : IDescribedItem
{
    public string? Creator { get; init; }

    public string? Language { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public IReadOnlyDictionary<string, AttributeValue> Attributes { get; init; } = new Dictionary<string, AttributeValue>();

    public bool HasTag(string tag) => Tags.Contains(tag);

    public AttributeValue? Attribute(string name) => Attributes.GetValueOrDefault(name);
}
