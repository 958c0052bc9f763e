using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Mmei.Contracts.Api.V1;
using Mmei.Hosting.Bodies;
using Mmei.Hosting.Failures;
using Mmei.Ranking.Catalog.DeclareAttributes;
using Mmei.Ranking.Catalog.EditItems;

namespace Mmei.Ranking.Catalog.ImportItems;

/// <summary>Stores the good rows of a body and reports the bad ones.</summary>
internal sealed class Import(
    CatalogEditor catalog, IAttributeStore attributes, IOptions<CatalogOptions> options, TimeProvider time)
{
    public const string Ndjson = "application/x-ndjson";
    public const string Csv = "text/csv";

    private readonly CatalogOptions _options = options.Value;

    /// <exception cref="TooLargeFailure">More bytes or rows than one import may have.</exception>
    /// <exception cref="UnsupportedMediaFailure">The body is neither NDJSON nor CSV.</exception>
    public async Task<ImportReport> RunAsync(string tenantId, HttpRequest request, CancellationToken cancellationToken)
    {
        var (accepted, errors, rejected) = (new List<ItemContent>(), new List<RejectedRow>(), 0);
        var declared = await attributes.ReadAsync(tenantId, cancellationToken);
        await foreach (var row in ReadAsync(request, declared, cancellationToken))
        {
            if (accepted.Count + rejected == _options.ImportRows)
            {
                throw new TooLargeFailure($"An import has at most {_options.ImportRows} rows.");
            }

            var (item, reason) = Check(row, declared);
            if (item is not null)
            {
                accepted.Add(item);
            }
            else if (++rejected <= _options.ReportedRows)
            {
                errors.Add(new RejectedRow(row.Line, reason!));
            }
        }

        // Stored once the whole body is read: a body that is cut or too large changes nothing.
        var stored = await catalog.StoreAsync(tenantId, accepted, cancellationToken);
        var unchanged = stored.Count(item => item.Change == ItemChange.None);
        return new ImportReport { Accepted = stored.Count - unchanged, Unchanged = unchanged, Rejected = rejected, Errors = errors };
    }

    private (ItemContent? Item, string? Reason) Check(ImportRow row, DeclaredAttributes declared)
    {
        try
        {
            return (row.Item is { } item ? ItemRules.Check(item, pathId: null, declared, time.GetUtcNow()) : null, row.Reason);
        }
        catch (InvalidInputFailure invalid)
        {
            return (null, ImportRow.ReasonOf(invalid));
        }
    }

    private IAsyncEnumerable<ImportRow> ReadAsync(
        HttpRequest request, DeclaredAttributes declared, CancellationToken cancellationToken)
    {
        // The server refuses a longer body, announced or not, while it is read.
        request.HttpContext.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = _options.ImportBytes;
        return MediaTypeHeaderValue.TryParse(request.ContentType, out var type) ? type.MediaType.Value?.ToLowerInvariant() switch
        {
            Ndjson => NdjsonRows.ReadAsync(request.Body, cancellationToken),
            Csv => CsvRows.ReadAsync(request.Body, Charset.Of(request.ContentType), declared, cancellationToken),
            _ => throw Unsupported(),
        }
        : throw Unsupported();
    }

    private static UnsupportedMediaFailure Unsupported() => new($"An import is {Ndjson} or {Csv}.");
}
