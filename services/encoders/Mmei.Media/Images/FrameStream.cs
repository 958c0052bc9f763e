using System.Globalization;
using System.Text;

namespace Mmei.Media.Images;

/// <summary>Reads pictures in the binary PPM format that follow each other: <c>P6 width height 255</c>, then 3 bytes a pixel.</summary>
internal static class FrameStream
{
    /// <summary>More than a header of 5-digit sides takes.</summary>
    public const int MaxHeader = 32;

    private const int Fields = 4;

    /// <summary>The whole pictures at the beginning of <paramref name="stream"/>, where they are.</summary>
    public static List<RgbImage> Read(ReadOnlyMemory<byte> stream)
    {
        var frames = new List<RgbImage>();
        while (ReadHeader(stream.Span) is { } header && stream.Length >= header.Bytes + (3 * header.Width * header.Height))
        {
            var size = 3 * header.Width * header.Height;
            frames.Add(new RgbImage(header.Width, header.Height, stream.Slice(header.Bytes, size)));
            stream = stream[(header.Bytes + size)..];
        }

        return frames;
    }

    private static (int Width, int Height, int Bytes)? ReadHeader(ReadOnlySpan<byte> stream)
    {
        var fields = new List<string>();
        for (var (start, i) = (0, 0); i < Math.Min(stream.Length, MaxHeader); i++)
        {
            if (stream[i] is not ((byte)' ' or (byte)'\n'))
            {
                continue;
            }

            fields.Add(Encoding.ASCII.GetString(stream[start..i]));
            start = i + 1;
            if (fields.Count == Fields)
            {
                return fields is ["P6", var width, var height, "255"]
                    && int.TryParse(width, CultureInfo.InvariantCulture, out var columns)
                    && int.TryParse(height, CultureInfo.InvariantCulture, out var rows)
                        ? (columns, rows, start)
                        : null;
            }
        }

        return null;
    }
}
