using Mmei.Contracts.Taxonomy;

namespace Mmei.Ranking.Catalog;

/// <summary>An encoded item as the database holds it.</summary>
internal sealed class RankableRow
{
    public required string TenantId { get; init; }

    public required string ItemId { get; init; }

    public required string Kind { get; init; }

    public required string Title { get; init; }

    public required long EncodedRevision { get; init; }

    public required long CreatedAt { get; init; }

    public required byte[] Embedding { get; init; }

    public required byte[] EmotionProfile { get; init; }

    public required byte[] IntentProfile { get; init; }

    public required string Model { get; init; }

    public RankableItem ToItem() => new(
        TenantId,
        ItemId,
        Enum.Parse<ContentKind>(Kind),
        Title,
        EncodedRevision,
        DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt),
        FloatBytes.Read(Embedding),
        FloatBytes.ReadDoubles(EmotionProfile),
        FloatBytes.ReadDoubles(IntentProfile),
        Model);
}
