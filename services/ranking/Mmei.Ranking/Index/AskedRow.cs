using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
using Mmei.Expressions;

namespace Mmei.Ranking.Index;

/// <summary>One row after the other, as an expression asks of them.</summary>
/// <param name="tags">The numbers of the rows' tags.</param>
internal sealed class AskedRow(TagNumbers tags) : IDescribedItem
{
    // The tags that were asked for so far, few: an expression asks each row for the same ones.
    private readonly List<(string Tag, int? Number)> _asked = [];
    private Row _row;

    public ContentKind Kind => _row.Kind;

    public string? Creator => _row.Facts?.Creator;

    public string? Language => _row.Facts?.Language;

    public AskedRow At(in Row row)
    {
        _row = row;
        return this;
    }

    public bool HasTag(string tag) => NumberOf(tag) is { } number && Array.IndexOf(_row.Tags, number) >= 0;

    public AttributeValue? Attribute(string name) => _row.Facts?.Attributes.GetValueOrDefault(name);

    private int? NumberOf(string tag)
    {
        foreach (var (asked, number) in _asked)
        {
            if (ReferenceEquals(asked, tag))
            {
                return number;
            }
        }

        var found = tags.Find(tag);
        _asked.Add((tag, found));
        return found;
    }
}
