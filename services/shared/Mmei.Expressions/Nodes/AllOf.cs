namespace Mmei.Expressions.Nodes;

public sealed record AllOf(IReadOnlyList<Expression> Parts) : Expression
{
    public override bool Holds(IDescribedItem item)
    {
        foreach (var part in Parts)
        {
            if (!part.Holds(item))
            {
                return false;
            }
        }

        return true;
    }

    public override Expression Negated() => new AnyOf([.. Parts.Select(part => part.Negated())]);
}
