using Google.Protobuf.WellKnownTypes;

namespace Qdrant.Client.Grpc;

/// <summary>Builds the conditions of a filter.</summary>
public static class Conditions
{
    public static Condition HasId(IReadOnlyList<Guid> ids) => HasAnyOf(ids.Select(id => (PointId)id));

    public static Condition HasId(IReadOnlyList<ulong> ids) => HasAnyOf(ids.Select(id => (PointId)id));

    public static Condition HasId(Guid id) => HasAnyOf([id]);

    public static Condition HasId(ulong id) => HasAnyOf([id]);

    public static Condition IsEmpty(string field) => new() { IsEmpty = new IsEmptyCondition { Key = field } };

    public static Condition IsNull(string field) => new() { IsNull = new IsNullCondition { Key = field } };

    public static Condition MatchKeyword(string field, string keyword) => Matching(field, new Match { Keyword = keyword });

    public static Condition MatchText(string field, string text) => Matching(field, new Match { Text = text });

    public static Condition Match(string field, bool value) => Matching(field, new Match { Boolean = value });

    public static Condition Match(string field, long value) => Matching(field, new Match { Integer = value });

    public static Condition Match(string field, IReadOnlyList<string> keywords) =>
        Matching(field, new Match { Keywords = new RepeatedStrings { Strings = { keywords } } });

    public static Condition Match(string field, IReadOnlyList<long> values) =>
        Matching(field, new Match { Integers = new RepeatedIntegers { Integers = { values } } });

    public static Condition MatchExcept(string field, IReadOnlyList<string> keywords) =>
        Matching(field, new Match { ExceptKeywords = new RepeatedStrings { Strings = { keywords } } });

    public static Condition MatchExcept(string field, IReadOnlyList<long> values) =>
        Matching(field, new Match { ExceptIntegers = new RepeatedIntegers { Integers = { values } } });

    public static Condition Range(string field, Range range) => new() { Field = new FieldCondition { Key = field, Range = range } };

    /// <summary>Bounds are UTC.</summary>
    public static Condition DatetimeRange(string field, DateTime? lt = null, DateTime? gt = null, DateTime? gte = null, DateTime? lte = null) => new()
    {
        Field = new FieldCondition
        {
            Key = field,
            DatetimeRange = new DatetimeRange { Lt = Stamp(lt), Gt = Stamp(gt), Gte = Stamp(gte), Lte = Stamp(lte) },
        },
    };

    public static Condition Filter(Filter filter) => new() { Filter = filter };

    private static Condition HasAnyOf(IEnumerable<PointId> ids) => new() { HasId = new HasIdCondition { HasId = { ids } } };

    private static Condition Matching(string field, Match match) => new() { Field = new FieldCondition { Key = field, Match = match } };

    private static Timestamp? Stamp(DateTime? time) => time is { } value ? Timestamp.FromDateTime(value) : null;
}
