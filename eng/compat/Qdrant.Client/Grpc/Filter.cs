namespace Qdrant.Client.Grpc;

public partial class Filter
{
    public static implicit operator Filter(Condition condition) => condition.Filter ?? new Filter { Must = { condition } };

    public static Filter operator &(Filter left, Filter right) => left.Should.Count == 0 && right.Should.Count == 0
        ? new Filter { Must = { left.Must, right.Must }, MustNot = { left.MustNot, right.MustNot } }
        : new Filter { Must = { Conditions.Filter(left), Conditions.Filter(right) } };

    public static Filter operator |(Filter left, Filter right) => new() { Should = { Conditions.Filter(left), Conditions.Filter(right) } };
}
