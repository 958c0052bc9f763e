namespace Qdrant.Client.Grpc;

public partial class Condition
{
    public static Condition operator &(Condition left, Condition right) =>
        left.Filter is { } first && right.Filter is { } second ? Conditions.Filter(first & second)
        : Joined(left, right) ?? Joined(right, left) ?? new Condition { Filter = new Filter { Must = { left, right } } };

    public static Condition operator |(Condition left, Condition right) => new() { Filter = new Filter { Should = { left, right } } };

    /// <remarks>
    /// A filter that only requires becomes one that only forbids, and the other way round, as in the official client: the negation of
    /// "a and b" is "neither a nor b".
    /// </remarks>
    public static Condition operator !(Condition condition) => new()
    {
        Filter = condition.Filter switch
        {
            { Should.Count: 0, MustNot.Count: 0 } requires => new Filter { MustNot = { requires.Must } },
            { Should.Count: 0, Must.Count: 0 } forbids => new Filter { Must = { forbids.MustNot } },
            _ => new Filter { MustNot = { condition } },
        },
    };

    private static Condition? Joined(Condition group, Condition single)
    {
        if (group.Filter is not { Should.Count: 0 })
        {
            return null;
        }

        var joined = group.Clone();
        joined.Filter.Must.Add(single);
        return joined;
    }
}
