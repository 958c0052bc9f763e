namespace Mmei.Expressions.Nodes;

/// <summary>The item says a text, and it is one of these, or none of them.</summary>
/// <param name="Field">What is looked at.</param>
/// <param name="Values">Compared as they stand; languages without regard to case, and in lower case here.</param>
/// <param name="Among">Whether it must be one of them.</param>
public sealed record TextTest(Field Field, IReadOnlySet<string> Values, bool Among) : Expression
{
    public override bool Holds(IDescribedItem item) => Field.TextOf(item) is { } text && Values.Contains(text) == Among;

    public override Expression Negated() => this with { Among = !Among };
}
