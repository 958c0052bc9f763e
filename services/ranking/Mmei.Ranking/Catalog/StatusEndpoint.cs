using Mmei.Contracts.Api.V1;
using Mmei.Hosting.Tenancy;
using Mmei.Ranking.Catalog.ReindexItems;

namespace Mmei.Ranking.Catalog;

/// <summary><c>GET /v1/items:status</c>.</summary>
internal static class StatusEndpoint
{
    public static async Task<CatalogStatus> HandleAsync(
        TenantContext tenant, ICatalogStore store, ContentModelRegistry models, FusionModels fusion, CancellationToken cancellationToken)
    {
        var status = await store.CountAsync(tenant.Tenant, cancellationToken);
        return status.Reindex is { } reindex && !fusion.AllowNext(models.Current)
            ? status with { Reindex = reindex with { WaitsFor = models.Current.NextPartners } }
            : status;
    }
}
