namespace Mmei.Expressions.Nodes;

/// <summary>The item says something of it, whatever that is; or nothing.</summary>
public sealed record SaidTest(Field Field, bool Expected) : Expression
{
    public override bool Holds(IDescribedItem item) => Field.IsSaidBy(item) == Expected;

    public override Expression Negated() => this with { Expected = !Expected };
}
