using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;
using CsvHelper;
using Mmei.Hosting.Bodies;
using Mmei.Hosting.Failures;
using Mmei.Ranking.Catalog.DeclareAttributes;

namespace Mmei.Ranking.Catalog.ImportItems;

/// <summary>
/// RFC 4180 with a header of the columns that <see cref="CsvItem"/> knows. Others are ignored: a catalog's export has them. Read in the
/// charset that is declared, else in that of its byte order mark, else as UTF-8.
/// </summary>
internal static class CsvRows
{
    // What bytes that are none of the charset become: it is no character, so no text has it.
    private const string Undecodable = "\uFFFF";

    private static readonly string[] NoSuchColumn = ["the header has no such column"];
    private static readonly string[] Twice = ["the header has this column twice"];

    /// <exception cref="InvalidInputFailure">The header lacks a column or has one twice, or the rest cannot be read as CSV.</exception>
    /// <exception cref="UnsupportedMediaFailure">The charset is not known.</exception>
    public static IAsyncEnumerable<ImportRow> ReadAsync(
        Stream body, string? charset, DeclaredAttributes declared, CancellationToken cancellationToken) =>
        ReadAsync(body, charset ?? "utf-8", EncodingOf(charset), declared, cancellationToken);

    private static async IAsyncEnumerable<ImportRow> ReadAsync(
        Stream body, string charset, Encoding? encoding, DeclaredAttributes declared,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // The reader looks ahead, so what it finds malformed is kept by line until that line comes up.
        var malformed = new Dictionary<long, CsvMalformedReason>();
        await using var csv = CsvReader.Create(
            body,
            new CsvReaderOptions
            {
                Separator = ',',
                TrackLineNumbers = true,
                Encoding = encoding,
                OnMalformedRecord = record => malformed[record.LineNumber] = record.Reason,
            },
            leaveOpen: true);
        await RequireColumnsAsync(csv, cancellationToken);
        var item = new CsvItem(csv.Headers, declared);
        while (await NextAsync(csv, cancellationToken))
        {
            var line = (int)csv.LineNumber;
            yield return !IsText(csv.RawRecord) ? ImportRow.Bad(line, $"is not {charset}")
                : malformed.TryGetValue(csv.LineNumber, out var reason) ? ImportRow.Bad(line, Describe(reason))
                : csv.FieldCount > csv.Headers.Count ? ImportRow.Bad(line, $"has {csv.FieldCount} fields, the header has {csv.Headers.Count}")
                : item.Read(line, csv);
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

        Refuse(CsvItem.Required.Where(column => !csv.TryGetFieldIndex(column, out _)), NoSuchColumn);
        Refuse(CsvItem.Repeated(csv.Headers), Twice);
    }

    private static void Refuse(IEnumerable<string> columns, string[] problem)
    {
        if (columns.ToDictionary(column => column, _ => problem) is { Count: > 0 } errors)
        {
            throw new InvalidInputFailure(errors);
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

    /// <summary>The declared charset's; null, which the reader takes for UTF-8, where it is that or none.</summary>
    private static Encoding? EncodingOf(string? charset)
    {
        if (charset is null || Charset.IsUtf8(charset))
        {
            return null;
        }

        try
        {
            var (encoder, decoder) = (EncoderFallback.ReplacementFallback, new DecoderReplacementFallback(Undecodable));
            return CodePagesEncodingProvider.Instance.GetEncoding(charset, encoder, decoder)
                ?? Encoding.GetEncoding(charset, encoder, decoder);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            throw Charset.Unsupported(charset);
        }
    }

    private static bool IsText(ReadOnlySpan<byte> record) => Utf8.IsValid(record) && record.IndexOf("\uFFFF"u8) < 0;

    private static string Describe(CsvMalformedReason reason) => reason switch
    {
        CsvMalformedReason.UnterminatedQuote => "has a quote that is never closed",
        CsvMalformedReason.TextAfterClosingQuote => "has text after a closing quote",
        _ => "has a stray quote",
    };

    private static InvalidInputFailure Unreadable(CsvFormatException exception) => new(
        "body", exception.LineNumber > 0 ? $"cannot be read as CSV at line {exception.LineNumber}" : "cannot be read as CSV", exception);
}
