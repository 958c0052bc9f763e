using Mmei.Contracts.Taxonomy;

namespace Mmei.Expressions.Nodes;

/// <summary>The item is of one of these kinds.</summary>
public sealed record KindTest(IReadOnlySet<ContentKind> Kinds) : Expression
{
    public override bool Holds(IDescribedItem item) => Kinds.Contains(item.Kind);

    public override Expression Negated() => new KindTest(Enum.GetValues<ContentKind>().Except(Kinds).ToHashSet());
}
