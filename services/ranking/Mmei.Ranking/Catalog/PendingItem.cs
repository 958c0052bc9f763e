namespace Mmei.Ranking.Catalog;

/// <summary>An item whose latest revision is not indexed yet.</summary>
internal sealed record PendingItem(string TenantId, ItemContent Content, long Revision);
