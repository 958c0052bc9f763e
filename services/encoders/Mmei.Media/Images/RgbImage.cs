using System.Numerics;

namespace Mmei.Media.Images;

/// <summary>An upright picture of 8-bit sRGB pixels.</summary>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Pixels">Width x Height x 3 bytes: red, green, blue, row after row.</param>
public sealed record RgbImage(int Width, int Height, ReadOnlyMemory<byte> Pixels)
{
    /// <summary>Turned clockwise by so many quarters.</summary>
    internal RgbImage Turned(int quarters)
    {
        if (quarters == 0)
        {
            return this;
        }

        var (width, height) = quarters % 2 == 0 ? (Width, Height) : (Height, Width);
        var source = Pixels.Span;
        var turned = new byte[source.Length];
        for (var i = 0; i < width * height; i++)
        {
            var (x, y) = (i % width, i / width);
            var (column, row) = quarters switch
            {
                1 => (y, Height - 1 - x),
                2 => (Width - 1 - x, Height - 1 - y),
                _ => (Width - 1 - y, x),
            };
            source.Slice(((row * Width) + column) * 3, 3).CopyTo(turned.AsSpan(i * 3));
        }

        return new RgbImage(width, height, turned);
    }

    /// <summary>
    /// Each square of <paramref name="times"/> pixels as its rounded mean; what is left over at the right and below is left out.
    /// </summary>
    internal RgbImage Reduced(int times)
    {
        if (times < 2)
        {
            return this;
        }

        var (width, height) = (Math.Max(Width / times, 1), Math.Max(Height / times, 1));
        var (across, down) = (Math.Min(times, Width), Math.Min(times, Height));
        var reduced = new byte[width * height * 3];
        var sums = new ushort[Width * 3];
        for (var y = 0; y < height; y++)
        {
            Array.Clear(sums);
            for (var row = 0; row < down; row++)
            {
                AddRow(Pixels.Span.Slice(((y * down) + row) * Width * 3, Width * 3), sums);
            }

            for (var i = 0; i < width * 3; i++)
            {
                var sum = 0;
                for (var column = 0; column < across; column++)
                {
                    sum += sums[(((i / 3 * across) + column) * 3) + (i % 3)];
                }

                reduced[(y * width * 3) + i] = (byte)((sum + (across * down / 2)) / (across * down));
            }
        }

        return new RgbImage(width, height, reduced);
    }

    private static void AddRow(ReadOnlySpan<byte> row, Span<ushort> sums)
    {
        var i = 0;
        for (; i <= row.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(row[i..]), out var low, out var high);
            (new Vector<ushort>(sums[i..]) + low).CopyTo(sums[i..]);
            (new Vector<ushort>(sums[(i + Vector<ushort>.Count)..]) + high).CopyTo(sums[(i + Vector<ushort>.Count)..]);
        }

        for (; i < row.Length; i++)
        {
            sums[i] += row[i];
        }
    }
}
