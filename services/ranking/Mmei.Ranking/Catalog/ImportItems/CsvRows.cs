using System.Runtime.CompilerServices;
using CsvHelper;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
using Mmei.Hosting.Failures;

namespace Mmei.Ranking.Catalog.ImportItems;

/// <summary>
/// RFC 4180 with a header: id, kind, title and optionally description and tags, these separated by '|'. Other columns are ignored.
/// </summary>
internal static class CsvRows
{
    private const int LargestRow = 256 * 1024;
    private static readonly string[] Required = ["id", "kind", "title"];
    private static readonly string[] NoSuchColumn = ["the header has no such column"];

    /// <exception cref="InvalidInputFailure">The header lacks a required column, or the rest cannot be read as CSV.</exception>
    public static async IAsyncEnumerable<ImportRow> ReadAsync(Stream body, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // The reader looks ahead, so what it finds malformed is kept by line until that line comes up.
        var malformed = new Dictionary<long, CsvMalformedReason>();
        await using var csv = CsvReader.Create(
            body,
            new CsvReaderOptions
            {
                Separator = ',',
                TrackLineNumbers = true,
                MaxRecordSize = LargestRow,
                OnMalformedRecord = record => malformed[record.LineNumber] = record.Reason,
            },
            leaveOpen: true);
        await RequireColumnsAsync(csv, cancellationToken);
        while (await NextAsync(csv, cancellationToken))
        {
            var line = (int)csv.LineNumber;
            yield return malformed.TryGetValue(csv.LineNumber, out var reason) ? ImportRow.Bad(line, Describe(reason))
                : csv.FieldCount > csv.Headers.Count ? ImportRow.Bad(line, $"has {csv.FieldCount} fields, the header has {csv.Headers.Count}")
                : Parse(line, csv);
        }
    }

    private static async Task RequireColumnsAsync(CsvReader csv, CancellationToken cancellationToken)
    {
        try
        {
            await csv.ReadHeaderAsync(cancellationToken);
        }
        catch (CsvFormatException exception)
        {
            throw Unreadable(exception);
        }

        var missing = Required.Where(column => !csv.TryGetFieldIndex(column, out _)).ToArray();
        if (missing.Length > 0)
        {
            throw new InvalidInputFailure(missing.ToDictionary(column => column, _ => NoSuchColumn));
        }
    }

    private static async Task<bool> NextAsync(CsvReader csv, CancellationToken cancellationToken)
    {
        try
        {
            return await csv.ReadAsync(cancellationToken);
        }
        catch (CsvFormatException exception)
        {
            throw Unreadable(exception);
        }
    }

    private static ImportRow Parse(int line, CsvReader csv)
    {
        var kind = csv.GetString("kind").Trim();
        var known = Enum.GetValues<ContentKind>().Where(
            value => value.ToString().Equals(kind, StringComparison.OrdinalIgnoreCase)).ToArray();
        return known.Length == 0 && kind.Length > 0
            ? ImportRow.Bad(line, "kind: has an unknown value; it is music, image, video or story")
            : ImportRow.Of(line, new CatalogItem
            {
                Id = csv.GetString("id").Trim(),
                Kind = known.Length > 0 ? known[0] : null,
                Title = csv.GetString("title"),
                Description = Optional(csv, "description"),
                Tags = Optional(csv, "tags")?.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            });
    }

    private static string? Optional(CsvReader csv, string column) =>
        csv.TryGetFieldIndex(column, out var index) ? csv.GetString(index) : null;

    private static string Describe(CsvMalformedReason reason) => reason switch
    {
        CsvMalformedReason.UnterminatedQuote => "has a quote that is never closed",
        CsvMalformedReason.TextAfterClosingQuote => "has text after a closing quote",
        _ => "has a stray quote",
    };

    private static InvalidInputFailure Unreadable(CsvFormatException exception) => new(
        "body", exception.LineNumber > 0 ? $"cannot be read as CSV at line {exception.LineNumber}" : "cannot be read as CSV", exception);
}
