namespace Mmei.Expressions.Nodes;

public sealed record AnyOf(IReadOnlyList<Expression> Parts) : Expression
{
    public override bool Holds(IDescribedItem item)
    {
        foreach (var part in Parts)
        {
            if (part.Holds(item))
            {
                return true;
            }
        }

        return false;
    }

    public override Expression Negated() => new AllOf([.. Parts.Select(part => part.Negated())]);
}
