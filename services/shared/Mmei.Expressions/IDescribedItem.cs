using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;

namespace Mmei.Expressions;

/// <summary>An item by what expressions may ask of it.</summary>
public interface IDescribedItem
{
    ContentKind Kind { get; }

    /// <summary>Null where the item does not say.</summary>
    string? Creator { get; }

    /// <summary>A tag of BCP 47; null where the item does not say.</summary>
    string? Language { get; }

    /// <param name="tag">In lower case, without blanks around it.</param>
    bool HasTag(string tag);

    /// <summary>Null where the item does not say.</summary>
    AttributeValue? Attribute(string name);
}
