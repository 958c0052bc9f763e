using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Mmei.Gateway.Access;

/// <summary>The keys in force. Where a change of the configuration is wrong, they stay those of before it.</summary>
internal sealed class ApiKeyRing(IOptions<AuthOptions> options, TimeProvider time)
{
    /// <summary>The key whose hash is that of <paramref name="presented"/>, or null.</summary>
    public ApiKey? Find(string presented)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(presented));
        ApiKey? found = null;
        foreach (var key in options.Value.ApiKeys)
        {
            // Every key is compared, each in constant time, so that the time taken says nothing about them.
            if (CryptographicOperations.FixedTimeEquals(digest, Convert.FromHexString(key.Sha256)))
            {
                found = key;
            }
        }

        return found?.ExpiresAt <= time.GetUtcNow() ? null : found;
    }
}
