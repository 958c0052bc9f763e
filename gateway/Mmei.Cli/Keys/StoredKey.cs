namespace Mmei.Cli.Keys;

/// <summary>A key as the gateway's configuration has it: by its hash.</summary>
/// <param name="Tenant">Who calls with it.</param>
/// <param name="Sha256">SHA-256 of the key's UTF-8 bytes, as 64 hexadecimal digits.</param>
/// <param name="Scopes">What it may be used for; null is everything.</param>
/// <param name="ExpiresAt">When it ends; null is never.</param>
internal sealed record StoredKey(string Tenant, string Sha256, IReadOnlyList<string>? Scopes, DateTimeOffset? ExpiresAt)
{
    public bool IsInForce(DateTimeOffset now) => !(ExpiresAt <= now);
}
