using CsvHelper;
using Mmei.Contracts.Api.V1;
using Mmei.Hosting.Failures;
using Mmei.Ranking.Catalog.ImportItems;

namespace Mmei.Ranking.Catalog.ExportItems;

/// <summary>The columns that an import reads, in UTF-8.</summary>
internal static class CsvExport
{
    /// <param name="attributes">All that any item has.</param>
    /// <exception cref="ConflictFailure">
    /// An item has got another by now. The answer breaks off, so that nobody takes it for whole.
    /// </exception>
    public static async Task WriteAsync(
        Stream body, IReadOnlyCollection<string> attributes, IAsyncEnumerable<IReadOnlyList<CatalogItem>> pages,
        CancellationToken cancellationToken)
    {
        var csv = CsvWriter.Create(body, CsvWriterOptions.Default, leaveOpen: true);
        await using (csv)
        {
            csv.WriteHeader([.. CsvItem.Members, .. attributes.Select(name => CsvItem.Attributes + name)]);
            await foreach (var page in pages.WithCancellation(cancellationToken))
            {
                foreach (var item in page)
                {
                    if (item.Attributes?.Keys.All(attributes.Contains) is false)
                    {
                        throw new ConflictFailure("An item has got a new attribute since the header was written.");
                    }

                    await csv.WriteRecordAsync([.. CsvItem.Write(item, attributes)], cancellationToken);
                }

                await csv.FlushAsync(cancellationToken);
            }
        }
    }
}
