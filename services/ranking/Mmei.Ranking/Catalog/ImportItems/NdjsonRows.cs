using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Mmei.Contracts.Api.V1;
using Mmei.Hosting.Json;

namespace Mmei.Ranking.Catalog.ImportItems;

/// <summary>One JSON object a line; blank lines are skipped.</summary>
internal static class NdjsonRows
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static async IAsyncEnumerable<ImportRow> ReadAsync(Stream body, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = PipeReader.Create(body);
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
            // The serializer's own text names types of ours.
            return ImportRow.Bad(
                line,
                malformed.Path is { Length: > 2 } path ? $"{path[2..]}: has the wrong type or an unknown value" : "is not a JSON object");
        }
    }

    private static async Task<(byte[] Line, bool Ended)> ReadLineAsync(PipeReader reader, CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await reader.ReadAsync(cancellationToken);
            if (result.Buffer.PositionOf((byte)'\n') is { } end)
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

            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }
}
