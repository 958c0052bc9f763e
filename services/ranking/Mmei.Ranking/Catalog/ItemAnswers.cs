using Mmei.Contracts.Api.V1;

namespace Mmei.Ranking.Catalog;

/// <summary>Items as a client sees them.</summary>
internal static class ItemAnswers
{
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
