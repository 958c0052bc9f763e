using Mmei.Expressions;
using Mmei.Expressions.Nodes;
using Qdrant.Client.Grpc;
using Expression = Mmei.Expressions.Expression;
using Range = Qdrant.Client.Grpc.Range;

namespace Mmei.Ranking.Index.Qdrant;

/// <summary>
/// An expression as a condition of Qdrant that holds of just the points of which the expression is true: each of its tests can be said
/// there, so that the best of those are found in one search.
/// </summary>
internal static class ExpressionConditions
{
    public static Condition Of(Expression expression) => expression switch
    {
        AllOf all => Conditions.Filter(new Filter { Must = { all.Parts.Select(Of) } }),
        AnyOf any => Conditions.Filter(new Filter { Should = { any.Parts.Select(Of) } }),
        KindTest { Kinds.Count: 0 } => Conditions.IsEmpty(Payload.Tenant),
        KindTest test => Conditions.Match(Payload.Kind, [.. test.Kinds.Select(Payload.NameOf)]),
        TagTest test => test.Has ? HasTag(test) : Conditions.Filter(new Filter { MustNot = { HasTag(test) } }),
        TextTest test => OfText(Payload.TextOf(test.Field), [.. test.Values], test.Among),
        NumberTest test => OfNumber(Payload.NumberOf(test.Attribute), test.Comparison, test.Number),
        TruthTest test => Conditions.Match(Payload.TruthOf(test.Attribute), test.Expected),
        SaidTest test => OfSaid(test),
        Untrue other => Conditions.Filter(new Filter { MustNot = { Of(other.Of) } }),
        _ => throw new NotSupportedException($"{expression.GetType().Name} cannot be asked of Qdrant."),
    };

    private static Condition HasTag(TagTest test) => Conditions.MatchKeyword(Payload.Tags, test.Tag);

    private static Condition OfText(string key, string[] values, bool among) => among
        ? Conditions.Match(key, values)
        : Conditions.Filter(new Filter { MustNot = { Conditions.Match(key, values), Conditions.IsEmpty(key) } });

    private static Condition OfNumber(string key, Comparison comparison, double number) => comparison switch
    {
        Comparison.Equal => Conditions.Range(key, new Range { Gte = number, Lte = number }),
        Comparison.NotEqual => Conditions.Filter(new Filter
        {
            Should = { Conditions.Range(key, new Range { Lt = number }), Conditions.Range(key, new Range { Gt = number }) },
        }),
        Comparison.Less => Conditions.Range(key, new Range { Lt = number }),
        Comparison.LessOrEqual => Conditions.Range(key, new Range { Lte = number }),
        Comparison.Greater => Conditions.Range(key, new Range { Gt = number }),
        _ => Conditions.Range(key, new Range { Gte = number }),
    };

    private static Condition OfSaid(SaidTest test)
    {
        string[] keys = test.Field.Name == FieldName.Attribute
            ? [Payload.TextOf(test.Field), Payload.NumberOf(test.Field.Attribute), Payload.TruthOf(test.Field.Attribute)]
            : [Payload.TextOf(test.Field)];
        var saysNothing = Conditions.Filter(new Filter { Must = { keys.Select(Conditions.IsEmpty) } });
        return test.Expected ? Conditions.Filter(new Filter { MustNot = { saysNothing } }) : saysNothing;
    }
}
