using System.Text.Json;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
using Mmei.Expressions;
using Qdrant.Client.Grpc;

namespace Mmei.Ranking.Index.Qdrant;

/// <summary>What a point carries beside its vector.</summary>
internal static class Payload
{
    public const string Tenant = "tenant";
    public const string Item = "item";
    public const string Kind = "kind";
    public const string Revision = "revision";
    public const string Tags = "tags";
    public const string Creator = "creator";

    /// <summary>In lower case.</summary>
    public const string Language = "language";

    // Attributes by the type of what is said, so that what is said in another is not there.
    private const string Texts = "texts";
    private const string Numbers = "numbers";
    private const string Truths = "truths";

    public static string[] OfHits { get; } = [Item, Revision];

    public static PointStruct ToPoint(IndexedItem item)
    {
        var point = new PointStruct
        {
            Id = PointIds.Of(item.TenantId, item.ItemId),
            Vectors = item.Vector,
            Payload =
            {
                [Tenant] = item.TenantId,
                [Item] = item.ItemId,
                [Kind] = NameOf(item.Kind),
                [Revision] = item.Revision,
                [Tags] = item.Tags.ToArray(),
                [Texts] = Said(item, attribute => attribute.Text is { } text ? (Value)text : null),
                [Numbers] = Said(item, attribute => attribute.Number is { } number ? number : null),
                [Truths] = Said(item, attribute => attribute.Truth is { } truth ? truth : null),
            },
        };
        if (item.Facts.Creator is { } creator)
        {
            point.Payload[Creator] = creator;
        }

        if (item.Facts.Language is { } language)
        {
            point.Payload[Language] = language.ToLowerInvariant();
        }

        return point;
    }

    public static string TextOf(Field field) => field.Name switch
    {
        FieldName.Creator => Creator,
        FieldName.Language => Language,
        _ => TextOf(field.Attribute),
    };

    public static string TextOf(string attribute) => $"{Texts}.{attribute}";

    public static string NumberOf(string attribute) => $"{Numbers}.{attribute}";

    public static string TruthOf(string attribute) => $"{Truths}.{attribute}";

    public static VectorHit ToHit(ScoredPoint point) =>
        new(point.Payload[Item].StringValue, point.Payload[Revision].IntegerValue, point.Score);

    public static string NameOf(ContentKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());

    private static Value Said(IndexedItem item, Func<AttributeValue, Value?> value)
    {
        var said = new Struct();
        foreach (var (name, attribute) in item.Facts.Attributes)
        {
            if (value(attribute) is { } told)
            {
                said.Fields[name] = told;
            }
        }

        return new Value { StructValue = said };
    }
}
