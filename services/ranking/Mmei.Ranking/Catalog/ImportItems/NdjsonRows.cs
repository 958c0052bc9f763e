using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Mmei.Contracts.Api.V1;
using Mmei.Hosting.Failures;
using Mmei.Hosting.Json;

namespace Mmei.Ranking.Catalog.ImportItems;

/// <summary>One JSON object a line; blank lines are skipped.</summary>
internal static class NdjsonRows
{
    // Left open: the body is the server's, and who repeats calls reads it to its end afterwards.
    private static readonly StreamPipeReaderOptions Buffers = new(bufferSize: 64 * 1024, leaveOpen: true);

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static async IAsyncEnumerable<ImportRow> ReadAsync(Stream body, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = PipeReader.Create(body, Buffers);
        for (var line = 1; ; line++)
        {
            var (bytes, ended) = await ReadLineAsync(reader, cancellationToken);
            if (line == 1 && bytes.AsSpan().StartsWith(ByteOrderMark))
            {
                bytes = bytes[ByteOrderMark.Length..];
            }

            if (bytes.AsSpan().ContainsAnyExcept(" \t\r"u8))
            {
                yield return Parse(line, bytes);
            }

            if (ended)
            {
                break;
            }
        }

        await reader.CompleteAsync();
    }

    private static ImportRow Parse(int line, byte[] bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<CatalogItem>(bytes, JsonDefaults.Options) is { } item
                ? ImportRow.Of(line, item)
                : ImportRow.Bad(line, "must be a JSON object");
        }
        catch (JsonException malformed)
        {
            return malformed.Path is { Length: > 2 }
                ? ImportRow.Bad(line, UnreadableRequest.From(malformed))
                : ImportRow.Bad(line, "is not a JSON object");
        }
    }

    private static async Task<(byte[] Line, bool Ended)> ReadLineAsync(PipeReader reader, CancellationToken cancellationToken)
    {
        for (var scanned = 0L; ;)
        {
            var result = await reader.ReadAsync(cancellationToken);

            // Only what is new is looked at: a long line arrives in many pieces.
            if (result.Buffer.Slice(scanned).PositionOf((byte)'\n') is { } end)
            {
                var line = result.Buffer.Slice(0, end).ToArray();
                reader.AdvanceTo(result.Buffer.GetPosition(1, end));
                return (line, false);
            }

            if (result.IsCompleted)
            {
                var rest = result.Buffer.ToArray();
                reader.AdvanceTo(result.Buffer.End);
                return (rest, true);
            }

            scanned = result.Buffer.Length;
            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }
}
