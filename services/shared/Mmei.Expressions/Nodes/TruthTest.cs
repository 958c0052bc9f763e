namespace Mmei.Expressions.Nodes;

/// <summary>The item says a truth value, and it is this one.</summary>
public sealed record TruthTest(string Attribute, bool Expected) : Expression
{
    public override bool Holds(IDescribedItem item) => item.Attribute(Attribute)?.Truth == Expected;

    public override Expression Negated() => this with { Expected = !Expected };
}
