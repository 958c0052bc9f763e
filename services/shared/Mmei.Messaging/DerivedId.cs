using System.Security.Cryptography;
using System.Text;

namespace Mmei.Messaging;

/// <summary>Ids that follow from others, so that what is made twice of one thing has one id.</summary>
public static class DerivedId
{
    /// <summary>
    /// A UUIDv7 of what <paramref name="purpose"/> names: the same 48 bits of time as <paramref name="id"/>, the rest from a SHA-256.
    /// </summary>
    public static Guid Of(string purpose, Guid id)
    {
        var bytes = new byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var hash = SHA256.HashData([.. Encoding.UTF8.GetBytes(purpose), .. bytes]);
        hash.AsSpan(6, 10).CopyTo(bytes.AsSpan(6));
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x70);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
