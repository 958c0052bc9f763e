using System.ComponentModel;
using Mmei.Contracts.Api.V1;
using Mmei.Hosting.Tenancy;

namespace Mmei.Ranking.Catalog.ImportItems;

/// <summary><c>POST /v1/items:import</c>.</summary>
internal static class ImportEndpoint
{
    public static async Task<ImportReport> HandleAsync(
        HttpRequest request,
        TenantContext tenant,
        Import import,
        IndexProgress progress,
        CancellationToken cancellationToken,
        [Description("Answer once all of the catalog can be recommended, or after a minute (`Catalog:ImportWait`).")] bool wait = false)
    {
        var report = await import.RunAsync(tenant.Tenant, request, cancellationToken);
        return report with
        {
            BeingIndexed = wait
                ? await progress.WaitAsync(tenant.Tenant, cancellationToken)
                : await progress.BehindAsync(tenant.Tenant, exact: true, cancellationToken),
        };
    }
}
