using Mmei.Contracts.V1;

namespace Mmei.Ranking.Catalog;

/// <summary>An item whose latest revision is not indexed yet.</summary>
internal sealed record PendingItem(string TenantId, ItemContent Content, long Revision)
{
    /// <param name="model">The content model that is asked; null: whichever is in force.</param>
    public EncodeItem ToRequest(string? model) => new()
    {
        TenantId = TenantId,
        ItemId = Content.Id,
        Revision = Revision,
        Title = Content.Title,
        Description = Content.Description,
        Tags = Content.Tags,
        Model = model,
    };
}
