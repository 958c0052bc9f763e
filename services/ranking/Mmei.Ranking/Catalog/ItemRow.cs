using System.Text.Json;
using Mmei.Contracts.Taxonomy;
using Mmei.Hosting.Json;

namespace Mmei.Ranking.Catalog;

/// <summary>An item as the database holds it.</summary>
internal sealed class ItemRow
{
    public required string TenantId { get; init; }

    public required string ItemId { get; init; }

    public required string Kind { get; init; }

    public required string Title { get; init; }

    public required string Description { get; init; }

    public required string Tags { get; init; }

    public required long Revision { get; init; }

    public required long CreatedRevision { get; init; }

    public required long IndexedRevision { get; init; }

    public static string TagsOf(ItemContent item) => JsonSerializer.Serialize(item.Tags, JsonDefaults.Options);

    public ItemContent ToContent() => new(
        ItemId, Enum.Parse<ContentKind>(Kind), Title, Description, JsonSerializer.Deserialize<string[]>(Tags, JsonDefaults.Options)!);

    public StoredItem ToItem() => new(ToContent(), Revision, IndexedRevision == Revision);
}
