using Mmei.Ranking.Catalog.EditItems;
using Mmei.Storage.Retention;

namespace Mmei.Ranking.Catalog.ExpireItems;

/// <summary>Items that have expired; they are recommended no more at the instant itself, whenever they are deleted.</summary>
internal sealed class RetainedItems(CatalogEditor catalog) : IRetainedData
{
    public string Kind => "items";

    public string Table => "ranking_items";

    public TimeSpan KeptFor(RetentionOptions all, TenantRetention? tenant) => tenant?.ExpiredItems ?? all.ExpiredItems;

    public Task<int> DeleteAsync(string tenantId, DateTimeOffset before, int most, CancellationToken cancellationToken) =>
        catalog.DeleteExpiredAsync(tenantId, before, most, cancellationToken);
}
