using System.Buffers.Binary;
using System.IO.Compression;

namespace Mmei.Media.Tests;

/// <summary>Writes PNG files, honest and otherwise.</summary>
internal static class Png
{
    public const byte Gray = 0;
    public const byte Rgb = 2;
    public const byte Rgba = 6;

    private static readonly uint[] CrcTable = [.. Enumerable.Range(0, 256).Select(n =>
        Enumerable.Range(0, 8).Aggregate((uint)n, (c, _) => (c & 1) == 0 ? c >> 1 : 0xEDB88320 ^ (c >> 1)))];

    /// <summary>A PNG whose header claims width x height and whose rows are <paramref name="samples"/>.</summary>
    public static byte[] Write(int width, int height, byte colour, ReadOnlySpan<byte> samples, byte depth = 8)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = depth;
        header[9] = colour;

        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            var stride = Math.Max(samples.Length / Math.Max(height, 1), 1);
            for (var start = 0; start + stride <= samples.Length; start += stride)
            {
                zip.WriteByte(0);
                zip.Write(samples.Slice(start, stride));
            }
        }

        return [0x89, .. "PNG\r\n\u001A\n"u8, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, packed.ToArray()), .. Chunk("IEND"u8, [])];
    }

    private static byte[] Chunk(ReadOnlySpan<byte> name, ReadOnlySpan<byte> body)
    {
        var chunk = new byte[body.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, body.Length);
        name.CopyTo(chunk.AsSpan(4));
        body.CopyTo(chunk.AsSpan(8));
        var crc = uint.MaxValue;
        foreach (var value in chunk.AsSpan(4, body.Length + 4))
        {
            crc = CrcTable[(crc ^ value) & 0xFF] ^ (crc >> 8);
        }

        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(body.Length + 8), ~crc);
        return chunk;
    }
}
