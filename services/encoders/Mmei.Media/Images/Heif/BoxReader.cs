using System.Buffers.Binary;
using System.Text;

namespace Mmei.Media.Images.Heif;

/// <summary>Takes numbers, most significant byte first, and boxes (ISO/IEC 14496-12, 4.2) from the front of some bytes.</summary>
internal sealed class BoxReader(ReadOnlyMemory<byte> rest)
{
    private const int HeaderBytes = 8;

    public ReadOnlyMemory<byte> Rest { get; private set; } = rest;

    public bool IsEmpty => Rest.IsEmpty;

    /// <exception cref="InvalidDataException">There are not so many.</exception>
    public ReadOnlyMemory<byte> Bytes(long count)
    {
        if (count < 0 || count > Rest.Length)
        {
            throw new InvalidDataException($"{count} bytes are due where {Rest.Length} are left.");
        }

        var taken = Rest[..(int)count];
        Rest = Rest[(int)count..];
        return taken;
    }

    /// <summary>A number of 0, 1, 2, 4 or 8 bytes.</summary>
    public long Number(int bytes)
    {
        var value = Bytes(bytes).Span;
        return bytes switch
        {
            0 => 0,
            1 => value[0],
            2 => BinaryPrimitives.ReadUInt16BigEndian(value),
            4 => BinaryPrimitives.ReadUInt32BigEndian(value),
            8 => BinaryPrimitives.ReadInt64BigEndian(value),
            _ => throw new InvalidDataException($"A number has {bytes} bytes."),
        };
    }

    /// <summary>The version and the flags that begin the body of a full box.</summary>
    public (int Version, int Flags) FullHeader()
    {
        var value = Number(4);
        return ((int)(value >> 24), (int)(value & 0xFF_FFFF));
    }

    /// <summary>The boxes from here to the end.</summary>
    public IEnumerable<(string Type, ReadOnlyMemory<byte> Body)> Boxes()
    {
        while (Rest.Length >= HeaderBytes)
        {
            var size = Number(4);
            var type = Encoding.Latin1.GetString(Bytes(4).Span);
            yield return (type, Bytes(size switch
            {
                0 => Rest.Length,
                1 => Number(8) - (2 * HeaderBytes),
                _ => size - HeaderBytes,
            }));
        }
    }
}
