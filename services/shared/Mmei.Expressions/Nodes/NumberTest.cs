namespace Mmei.Expressions.Nodes;

/// <summary>The item says a number, and it stands to another as it should.</summary>
public sealed record NumberTest(string Attribute, Comparison Comparison, double Number) : Expression
{
    public override bool Holds(IDescribedItem item) => item.Attribute(Attribute)?.Number is { } said && Comparison switch
    {
        Comparison.Equal => said == Number,
        Comparison.NotEqual => said != Number,
        Comparison.Less => said < Number,
        Comparison.LessOrEqual => said <= Number,
        Comparison.Greater => said > Number,
        _ => said >= Number,
    };

    public override Expression Negated() => this with
    {
        Comparison = Comparison switch
        {
            Comparison.Equal => Comparison.NotEqual,
            Comparison.NotEqual => Comparison.Equal,
            Comparison.Less => Comparison.GreaterOrEqual,
            Comparison.LessOrEqual => Comparison.Greater,
            Comparison.Greater => Comparison.LessOrEqual,
            _ => Comparison.Less,
        },
    };
}

public enum Comparison
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}
