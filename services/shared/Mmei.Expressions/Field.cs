namespace Mmei.Expressions;

/// <summary>Something that an item may say of itself, or not.</summary>
/// <param name="Name">Which.</param>
/// <param name="Attribute">The attribute's name; empty for the others.</param>
public sealed record Field(FieldName Name, string Attribute = "")
{
    /// <summary>Null where the item does not say, or says a number or a truth value.</summary>
    public string? TextOf(IDescribedItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return Name switch
        {
            FieldName.Creator => item.Creator,
            FieldName.Language => item.Language,
            _ => item.Attribute(Attribute)?.Text,
        };
    }

    public bool IsSaidBy(IDescribedItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return Name == FieldName.Attribute ? item.Attribute(Attribute) is not null : TextOf(item) is not null;
    }
}

public enum FieldName
{
    Creator,
    Language,
    Attribute,
}
