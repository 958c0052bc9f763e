namespace Mmei.Expressions.Nodes;

/// <summary>Another expression is not true: it is false, or unknown. No text reads as this; those who have an expression ask it.</summary>
public sealed record Untrue(Expression Of) : Expression
{
    public override bool Holds(IDescribedItem item) => !Of.Holds(item);

    public override Expression Negated() => Of;
}
