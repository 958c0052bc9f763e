using System.Security.Cryptography;
using System.Text;

namespace Mmei.Storage.Retention;

/// <summary>What is kept of an erased person for a while, to know their late messages by: not their id.</summary>
public static class PersonDigest
{
    /// <returns>SHA-256 in hexadecimal.</returns>
    public static string Of(string tenantId, string userId) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{tenantId}\0{userId}")));
}
