using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
using Mmei.Expressions;

namespace Mmei.Ranking.Index;

/// <summary>One row after the other, as an expression asks of them.</summary>
/// <param name="tags">The numbers of the rows' tags.</param>
internal sealed class AskedRow(TagNumbers tags) : IDescribedItem
{
    private Row _row;

    public ContentKind Kind => _row.Kind;

    public string? Creator => _row.Facts?.Creator;

    public string? Language => _row.Facts?.Language;

    public AskedRow At(in Row row)
    {
        _row = row;
        return this;
    }

    public bool HasTag(string tag) => tags.Find(tag) is { } number && Array.IndexOf(_row.Tags, number) >= 0;

    public AttributeValue? Attribute(string name) => _row.Facts?.Attributes.GetValueOrDefault(name);
}
