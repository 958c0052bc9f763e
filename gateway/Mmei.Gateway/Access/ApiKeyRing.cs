using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Mmei.Gateway.Access;

/// <summary>The keys in force. Where a change of the configuration is wrong, they stay those of before it.</summary>
internal sealed partial class ApiKeyRing(IOptionsMonitor<AuthOptions> options, TimeProvider time, ILogger<ApiKeyRing> logger)
{
    private IReadOnlyList<ApiKey> _keys = [];
    private string? _fault;

    /// <summary>The key whose hash is that of <paramref name="presented"/>, or null.</summary>
    public ApiKey? Find(string presented)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(presented));
        ApiKey? found = null;
        foreach (var key in Keys())
        {
            // Every key is compared, each in constant time, so that the time taken says nothing about them.
            if (CryptographicOperations.FixedTimeEquals(digest, Convert.FromHexString(key.Sha256)))
            {
                found = key;
            }
        }

        return found?.ExpiresAt <= time.GetUtcNow() ? null : found;
    }

    private IReadOnlyList<ApiKey> Keys()
    {
        try
        {
            _keys = options.CurrentValue.ApiKeys;
            _fault = null;
        }
        catch (OptionsValidationException fault) when (_keys.Count > 0)
        {
            // Said once, not at each call.
            if (Interlocked.Exchange(ref _fault, fault.Message) != fault.Message)
            {
                LogFault(fault.Message);
            }
        }

        return _keys;
    }

    [LoggerMessage(LogLevel.Error, "The API keys stay those of before, for the configuration is wrong: {Fault}")]
    private partial void LogFault(string fault);
}
