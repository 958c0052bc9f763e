namespace Mmei.Cli.Keys;

/// <summary>What is told of a key that is in the file.</summary>
/// <param name="Name">In the file.</param>
/// <param name="Tenant">Who calls with it.</param>
/// <param name="Scopes">What it may be used for.</param>
/// <param name="ExpiresAt">When it ends; null is never.</param>
/// <param name="InForce">Whether it has not ended yet.</param>
internal sealed record ListedKey(string Name, string Tenant, IReadOnlyList<string> Scopes, DateTimeOffset? ExpiresAt, bool InForce);

/// <summary>A new key; this is the only time that it is told.</summary>
/// <param name="Key">What callers send.</param>
/// <param name="Listed">What stays known of it.</param>
/// <param name="Before">The one whose place it took, where that is in force for a while yet.</param>
internal sealed record MadeKey(string Key, ListedKey Listed, ListedKey? Before = null);

internal sealed record KeyList(IReadOnlyList<ListedKey> Keys);

internal sealed record RevokedKey(string Revoked);
