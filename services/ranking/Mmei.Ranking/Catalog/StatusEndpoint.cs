using Mmei.Contracts.Api.V1;
using Mmei.Hosting.Tenancy;

namespace Mmei.Ranking.Catalog;

/// <summary><c>GET /v1/items:status</c>.</summary>
internal static class StatusEndpoint
{
    public static Task<CatalogStatus> HandleAsync(TenantContext tenant, ICatalogStore store, CancellationToken cancellationToken) =>
        store.CountAsync(tenant.Tenant, cancellationToken);
}
