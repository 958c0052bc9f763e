using System.Security.Cryptography;
using System.Text;

namespace Mmei.Ranking.Index.Qdrant;

/// <summary>Points are named by UUIDs, items by a tenant and a string: the UUID (version 8) is taken from the SHA-256 of both.</summary>
internal static class PointIds
{
    public static Guid Of(string tenantId, string itemId)
    {
        // Tenants and items cannot hold a line feed, so no two pairs give the same text.
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{tenantId}\n{itemId}")).AsSpan(0, 16);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true);
    }
}
