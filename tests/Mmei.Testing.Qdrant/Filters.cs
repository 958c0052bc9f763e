using Google.Protobuf.Collections;
using Qdrant.Client.Grpc;
using Range = Qdrant.Client.Grpc.Range;

namespace Mmei.Testing.Qdrant;

/// <summary>Evaluates filters as the server documents them: all of must, none of must_not, one of should where there are any.</summary>
internal static class Filters
{
    public static bool Matches(Filter filter, Point point) =>
        filter.Must.All(condition => Holds(condition, point))
        && !filter.MustNot.Any(condition => Holds(condition, point))
        && (filter.Should.Count == 0 || filter.Should.Any(condition => Holds(condition, point)))
        && (filter.MinShould is not { } few || (ulong)few.Conditions.Count(condition => Holds(condition, point)) >= few.MinCount);

    private static bool Holds(Condition condition, Point point) => condition.ConditionOneOfCase switch
    {
        Condition.ConditionOneOfOneofCase.Filter => Matches(condition.Filter, point),
        Condition.ConditionOneOfOneofCase.HasId => condition.HasId.HasId.Contains(point.Id),
        Condition.ConditionOneOfOneofCase.IsEmpty => Values(point, condition.IsEmpty.Key).Count == 0,
        Condition.ConditionOneOfOneofCase.IsNull =>
            Values(point, condition.IsNull.Key).Any(value => value.KindCase == Value.KindOneofCase.NullValue),
        Condition.ConditionOneOfOneofCase.Field => Values(point, condition.Field.Key).Any(value => Holds(condition.Field, value)),
        _ => throw new NotSupportedException($"This fake does not evaluate {condition.ConditionOneOfCase}."),
    };

    // A condition on a list holds when it holds for one of its elements.
    private static RepeatedField<Value> Values(Point point, string key) => Find(point, key) is not { } value ? []
        : value.KindCase == Value.KindOneofCase.ListValue ? value.ListValue.Values
        : [value];

    /// <summary>By a path of names, as <c>numbers.bpm</c>.</summary>
    private static Value? Find(Point point, string key)
    {
        var steps = key.Split('.');
        var value = point.Payload.GetValueOrDefault(steps[0]);
        foreach (var step in steps[1..])
        {
            value = value?.KindCase == Value.KindOneofCase.StructValue ? value.StructValue.Fields.GetValueOrDefault(step) : null;
        }

        return value;
    }

    private static bool Holds(FieldCondition condition, Value value) =>
        condition.Match is { } match ? Holds(match, value)
        : condition.Range is { } range ? Number(value) is { } number && Within(range, number)
        : throw new NotSupportedException("This fake evaluates match and range only.");

    private static bool Holds(Match match, Value value) => match.MatchValueCase switch
    {
        Match.MatchValueOneofCase.Keyword => value.HasStringValue && value.StringValue == match.Keyword,
        Match.MatchValueOneofCase.Keywords => value.HasStringValue && match.Keywords.Strings.Contains(value.StringValue),
        Match.MatchValueOneofCase.ExceptKeywords => !value.HasStringValue || !match.ExceptKeywords.Strings.Contains(value.StringValue),
        Match.MatchValueOneofCase.Integer => value.HasIntegerValue && value.IntegerValue == match.Integer,
        Match.MatchValueOneofCase.Integers => value.HasIntegerValue && match.Integers.Integers.Contains(value.IntegerValue),
        Match.MatchValueOneofCase.ExceptIntegers => !value.HasIntegerValue || !match.ExceptIntegers.Integers.Contains(value.IntegerValue),
        Match.MatchValueOneofCase.Boolean => value.HasBoolValue && value.BoolValue == match.Boolean,
        _ => throw new NotSupportedException($"This fake does not evaluate {match.MatchValueCase}."),
    };

    private static double? Number(Value value) => value.KindCase switch
    {
        Value.KindOneofCase.IntegerValue => value.IntegerValue,
        Value.KindOneofCase.DoubleValue => value.DoubleValue,
        _ => null,
    };

    private static bool Within(Range range, double number) =>
        (!range.HasLt || number < range.Lt) && (!range.HasLte || number <= range.Lte)
        && (!range.HasGt || number > range.Gt) && (!range.HasGte || number >= range.Gte);
}
