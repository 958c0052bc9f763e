namespace Mmei.Expressions.Nodes;

/// <summary>The item has a tag, or has it not. What has no tags has not this one: nothing of it is unknown.</summary>
/// <param name="Tag">In lower case.</param>
/// <param name="Has">Whether it must be there.</param>
public sealed record TagTest(string Tag, bool Has) : Expression
{
    public override bool Holds(IDescribedItem item) => item.HasTag(Tag) == Has;

    public override Expression Negated() => this with { Has = !Has };
}
