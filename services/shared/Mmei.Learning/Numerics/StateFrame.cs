using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Mmei.Learning.Numerics;

/// <summary>
/// The frame of a stored state: magic (4 bytes), format (uint16), payload length (int32), payload, SHA-256 of all before it (32 bytes); all
/// numbers little-endian. A truncated, torn or flipped state fails the check and is never read.
/// </summary>
public static class StateFrame
{
    private const int HeaderLength = 4 + sizeof(ushort) + sizeof(int);

    public static byte[] Write(ReadOnlySpan<byte> magic, ushort format, ReadOnlySpan<byte> payload)
    {
        var frame = new byte[HeaderLength + payload.Length + SHA256.HashSizeInBytes];
        magic.CopyTo(frame);
        BinaryPrimitives.WriteUInt16LittleEndian(frame.AsSpan(4), format);
        BinaryPrimitives.WriteInt32LittleEndian(frame.AsSpan(6), payload.Length);
        payload.CopyTo(frame.AsSpan(HeaderLength));
        SHA256.HashData(frame.AsSpan(0, HeaderLength + payload.Length), frame.AsSpan(HeaderLength + payload.Length));
        return frame;
    }

    /// <summary>The payload of a whole and unaltered frame.</summary>
    /// <exception cref="CorruptStateException">It is not such a frame; the message says what is wrong.</exception>
    public static ReadOnlySpan<byte> Read(ReadOnlySpan<byte> magic, ushort format, ReadOnlySpan<byte> frame)
    {
        if (frame.Length < HeaderLength + SHA256.HashSizeInBytes || !frame[..4].SequenceEqual(magic))
        {
            throw new CorruptStateException($"is not a {System.Text.Encoding.ASCII.GetString(magic)} state ({frame.Length} bytes)");
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(frame[6..]);
        if (length != frame.Length - HeaderLength - SHA256.HashSizeInBytes)
        {
            throw new CorruptStateException($"announces {length} bytes of payload in {frame.Length} bytes");
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(frame[..(HeaderLength + length)], hash);
        if (!hash.SequenceEqual(frame[(HeaderLength + length)..]))
        {
            throw new CorruptStateException("fails its checksum");
        }

        var found = BinaryPrimitives.ReadUInt16LittleEndian(frame[4..]);
        return found == format
            ? frame.Slice(HeaderLength, length)
            : throw new CorruptStateException($"has format {found}, this software reads format {format}");
    }
}
