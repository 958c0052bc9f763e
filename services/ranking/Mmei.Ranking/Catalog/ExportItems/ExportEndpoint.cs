using Microsoft.AspNetCore.Http.HttpResults;
using Mmei.Hosting.Failures;
using Mmei.Hosting.Tenancy;
using Mmei.Ranking.Catalog.ImportItems;

namespace Mmei.Ranking.Catalog.ExportItems;

/// <summary><c>GET /v1/items:export</c>.</summary>
internal static class ExportEndpoint
{
    /// <exception cref="InvalidInputFailure">It is none of the formats.</exception>
    public static PushStreamHttpResult Handle(
        TenantContext tenant, Export export, CancellationToken cancellationToken, string format = "ndjson")
    {
        var asked = QueryName.Read<ExportFormat>(format, nameof(format)) ?? ExportFormat.Ndjson;
        var type = asked == ExportFormat.Csv ? $"{Import.Csv}; charset=utf-8" : Import.Ndjson;
        return TypedResults.Stream(
            body => export.WriteAsync(tenant.Tenant, asked, body, cancellationToken), type, fileDownloadName: $"items.{format}");
    }
}
