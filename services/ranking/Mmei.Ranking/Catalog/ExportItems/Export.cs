using System.Runtime.CompilerServices;
using Mmei.Contracts.Api.V1;

namespace Mmei.Ranking.Catalog.ExportItems;

/// <summary>
/// Writes a catalog out, page by page, without what has expired. Importing it changes nothing. It is no snapshot: what changes meanwhile is
/// written as it was or as it is.
/// </summary>
internal sealed class Export(ICatalogStore store, TimeProvider time)
{
    private const int Page = 500;

    /// <param name="body">Nothing is written to it before the catalog could be read.</param>
    public async Task WriteAsync(string tenantId, ExportFormat format, Stream body, CancellationToken cancellationToken)
    {
        if (format == ExportFormat.Ndjson)
        {
            await NdjsonExport.WriteAsync(body, ReadAsync(tenantId, cancellationToken), cancellationToken);
            return;
        }

        // A header comes first, and has a column for every attribute.
        var attributes = new SortedSet<string>(StringComparer.Ordinal);
        await foreach (var page in ReadAsync(tenantId, cancellationToken))
        {
            attributes.UnionWith(page.SelectMany(item => item.Attributes?.Keys ?? []));
        }

        await CsvExport.WriteAsync(body, attributes, ReadAsync(tenantId, cancellationToken), cancellationToken);
    }

    private async IAsyncEnumerable<IReadOnlyList<CatalogItem>> ReadAsync(
        string tenantId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = "";
        while (await store.ReadAsync(tenantId, kind: null, after, Page, cancellationToken) is { Count: > 0 } items)
        {
            after = items[^1].Content.Id;
            var now = time.GetUtcNow();
            yield return [.. items.Where(item => !(item.Content.ExpiresAt <= now)).Select(item => item.Content.ToCatalogItem())];
        }
    }
}
