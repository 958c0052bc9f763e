using System.Security.Cryptography;

namespace Mmei.Ranking.Rank;

/// <summary>
/// A decision's id is a UUIDv7 that follows from its observation's: the same 48 bits of time, the rest from a SHA-256. An observation that is
/// delivered twice so makes one decision.
/// </summary>
internal static class DecisionIds
{
    public static Guid Of(Guid observationId)
    {
        var id = new byte[16];
        observationId.TryWriteBytes(id, bigEndian: true, out _);
        var hash = SHA256.HashData([.. "decision"u8, .. id]);
        hash.AsSpan(6, 10).CopyTo(id.AsSpan(6));
        id[6] = (byte)((id[6] & 0x0F) | 0x70);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id, bigEndian: true);
    }
}
