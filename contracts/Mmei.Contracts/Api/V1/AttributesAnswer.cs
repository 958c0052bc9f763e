namespace Mmei.Contracts.Api.V1;

/// <summary>Answer of <c>/v1/items:attributes</c>: what is declared of the attributes of a tenant's items.</summary>
public sealed record AttributesAnswer
{
    public required IReadOnlyDictionary<string, AttributeType> Attributes { get; init; }

    /// <summary>Whether an item may have no others.</summary>
    public required bool OnlyDeclared { get; init; }

    /// <summary>
    /// How many items of the catalog say otherwise, counted when it was declared; absent where it is only read. They stay as they are, and
    /// what they say in another type is unknown to a filter.
    /// </summary>
    public int? Contradicting { get; init; }

    /// <summary>The first of those, by their ids; at most 20.</summary>
    public IReadOnlyList<string>? Examples { get; init; }
}
