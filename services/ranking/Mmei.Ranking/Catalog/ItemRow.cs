using System.Text.Json;
using Mmei.Contracts.Taxonomy;
using Mmei.Hosting.Json;

namespace Mmei.Ranking.Catalog;

/// <summary>An item as the database holds it: the columns of <see cref="CatalogSql.ItemColumns"/>.</summary>
internal sealed record ItemRow(
    string TenantId,
    string ItemId,
    ContentKind Kind,
    string Title,
    string Description,
    string Tags,
    long Revision,
    long CreatedRevision,
    long IndexedRevision)
{
    public static string TagsOf(ItemContent item) => JsonSerializer.Serialize(item.Tags, JsonDefaults.Options);

    public ItemContent ToContent() =>
        new(ItemId, Kind, Title, Description, JsonSerializer.Deserialize<string[]>(Tags, JsonDefaults.Options)!);

    public StoredItem ToItem() => new(ToContent(), Revision, IndexedRevision == Revision);
}
