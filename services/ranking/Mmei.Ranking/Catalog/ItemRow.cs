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
    string Creator,
    string Language,
    string MediaUrl,
    string ThumbnailUrl,
    DateTimeOffset? ExpiresAt,
    string Attributes,
    long Revision,
    long CreatedRevision,
    long EncodedRevision,
    long IndexedRevision)
{
    /// <summary>The parameters of <see cref="CatalogSql.Upsert"/>.</summary>
    public static object ParametersOf(string tenantId, ItemContent item, DateTimeOffset now) => new
    {
        tenantId,
        item.Id,
        Kind = item.Kind.ToString(),
        item.Title,
        item.Description,
        Tags = JsonSerializer.Serialize(item.Tags, JsonDefaults.Options),
        Creator = item.Presentation.Creator ?? "",
        Language = item.Presentation.Language ?? "",
        MediaUrl = item.Presentation.MediaUrl ?? "",
        ThumbnailUrl = item.Presentation.ThumbnailUrl ?? "",
        item.ExpiresAt,
        Attributes = JsonSerializer.Serialize(item.Attributes, JsonDefaults.Options),
        now,
    };

    public ItemContent ToContent() => new(ItemId, Kind, Title, Description, Read<string[]>(Tags))
    {
        Presentation = Presentation.Of(Creator, Language, MediaUrl, ThumbnailUrl),
        ExpiresAt = ExpiresAt,
        Attributes = AttributeRules.Read(Attributes),
    };

    public StoredItem ToItem() => new(ToContent(), Revision, EncodedRevision == Revision, IndexedRevision == Revision);

    private static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, JsonDefaults.Options)!;
}
