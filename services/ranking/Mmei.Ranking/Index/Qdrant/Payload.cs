using System.Text.Json;
using Mmei.Contracts.Taxonomy;
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

    public static string[] OfHits { get; } = [Item, Revision];

    public static PointStruct ToPoint(IndexedItem item) => new()
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
        },
    };

    public static VectorHit ToHit(ScoredPoint point) =>
        new(point.Payload[Item].StringValue, point.Payload[Revision].IntegerValue, point.Score);

    public static string NameOf(ContentKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());
}
