using Mmei.Contracts.Api.V1;

namespace Mmei.Ranking.Catalog;

/// <summary>Items as a client sees them.</summary>
internal static class ItemAnswers
{
    /// <summary>As it is put and imported: what is empty is not named.</summary>
    public static CatalogItem ToCatalogItem(this ItemContent item) => new()
    {
        Id = item.Id,
        Kind = item.Kind,
        Title = item.Title,
        Description = item.Description.Length > 0 ? item.Description : null,
        Tags = item.Tags.Count > 0 ? item.Tags : null,
        Creator = item.Presentation.Creator,
        Language = item.Presentation.Language,
        MediaUrl = item.Presentation.MediaUrl,
        ThumbnailUrl = item.Presentation.ThumbnailUrl,
        ExpiresAt = item.ExpiresAt,
        Attributes = item.Attributes.Count > 0 ? item.Attributes : null,
    };

    public static ItemAnswer ToAnswer(this StoredItem item) => new()
    {
        Id = item.Content.Id,
        Kind = item.Content.Kind,
        Title = item.Content.Title,
        Description = item.Content.Description,
        Tags = item.Content.Tags,
        Creator = item.Content.Presentation.Creator,
        Language = item.Content.Presentation.Language,
        MediaUrl = item.Content.Presentation.MediaUrl,
        ThumbnailUrl = item.Content.Presentation.ThumbnailUrl,
        ExpiresAt = item.Content.ExpiresAt,
        Attributes = item.Content.Attributes,
        Revision = item.Revision,
        Indexed = item.IsIndexed,
    };
}
