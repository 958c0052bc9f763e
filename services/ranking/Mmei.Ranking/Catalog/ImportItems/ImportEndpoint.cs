using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Mmei.Contracts.Api.V1;
using Mmei.Hosting.Failures;
using Mmei.Hosting.Tenancy;
using Mmei.Ranking.Catalog.EditItems;

namespace Mmei.Ranking.Catalog.ImportItems;

/// <summary>Many items over HTTP.</summary>
internal static class ImportEndpoint
{
    private const string Ndjson = "application/x-ndjson";
    private const string Csv = "text/csv";

    public static void MapImport(this IEndpointRouteBuilder app) =>
        app.MapPost("/v1/items:import", ImportAsync)
            .WithMetadata(new DisableRequestSizeLimitAttribute())
            .Accepts<CatalogItem>(Ndjson, Csv)
            .WithName("importItems")
            .WithSummary("Adds or replaces many items: NDJSON or CSV. Good rows are kept, every bad row comes back with its line and reason.");

    private static async Task<ImportReport> ImportAsync(
        HttpRequest request, TenantContext tenant, CatalogEditor catalog, IOptions<CatalogOptions> options, CancellationToken cancellationToken)
    {
        var read = Reader(request.ContentType);
        var report = new ImportRows(options.Value);
        await using var body = new BoundedStream(request.Body, request.ContentLength, options.Value.ImportBytes);
        await foreach (var row in read(body, cancellationToken))
        {
            report.Add(row);
        }

        // Stored once the whole body is read: a body that is cut or too large changes nothing.
        return report.Report(await catalog.StoreAsync(tenant.Tenant, report.Accepted, cancellationToken));
    }

    private static Func<Stream, CancellationToken, IAsyncEnumerable<ImportRow>> Reader(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) ? type.MediaType.Value?.ToLowerInvariant() switch
        {
            Ndjson => NdjsonRows.ReadAsync,
            Csv => CsvRows.ReadAsync,
            _ => throw Unsupported(),
        }
        : throw Unsupported();

    private static UnsupportedMediaFailure Unsupported() => new($"An import is {Ndjson} or {Csv}.");
}
