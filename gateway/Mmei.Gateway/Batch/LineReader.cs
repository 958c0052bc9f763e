using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Mmei.Gateway.Batch;

/// <summary>Reads lines as they arrive. Blank ones count and are left out; of one that is too long no more than that is held.</summary>
internal static class LineReader
{
    public static async IAsyncEnumerable<Line> ReadAsync(
        PipeReader body, int mostBytes, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var number = 1;
        var skipping = false;
        while (true)
        {
            var read = await body.ReadAsync(cancellationToken);
            var buffer = read.Buffer;
            while (Next(ref buffer, read.IsCompleted) is { } line)
            {
                if (!skipping && line.Length > mostBytes)
                {
                    yield return new Line(number, null);
                }
                else if (!skipping && !IsBlank(line))
                {
                    yield return new Line(number, line.ToArray());
                }

                skipping = false;
                number++;
            }

            if (buffer.Length > mostBytes)
            {
                if (!skipping)
                {
                    yield return new Line(number, null);
                }

                skipping = true;
                buffer = buffer.Slice(buffer.End);
            }

            body.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted)
            {
                yield break;
            }
        }
    }

    /// <summary>Cuts the next line off; the last one may lack its end.</summary>
    private static ReadOnlySequence<byte>? Next(ref ReadOnlySequence<byte> buffer, bool isLast)
    {
        if (buffer.PositionOf((byte)'\n') is { } end)
        {
            var line = buffer.Slice(0, end);
            buffer = buffer.Slice(buffer.GetPosition(1, end));
            return line;
        }

        if (!isLast || buffer.IsEmpty)
        {
            return null;
        }

        var rest = buffer;
        buffer = buffer.Slice(buffer.End);
        return rest;
    }

    private static bool IsBlank(ReadOnlySequence<byte> line)
    {
        foreach (var part in line)
        {
            if (part.Span.ContainsAnyExcept(" \t\r"u8))
            {
                return false;
            }
        }

        return true;
    }
}
