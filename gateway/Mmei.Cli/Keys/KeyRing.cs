using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Mmei.Contracts.Api.V1;

namespace Mmei.Cli.Keys;

/// <summary>The keys of a file, and what is done with them.</summary>
internal sealed class KeyRing(SortedDictionary<string, StoredKey> keys, DateTimeOffset now)
{
    /// <summary>In bytes: as many as the hash has.</summary>
    private const int KeyLength = 32;

    private const int MaxNameLength = 64;

    /// <summary>By which a key is recognised where it should not be, as in a commit.</summary>
    private const string KeyPrefix = "mmei_";

    public static IReadOnlyList<string> Scopes { get; } = [.. Enum.GetNames<Scope>().Select(name => name.ToLowerInvariant())];

    public KeyList List() => new([.. keys.Select(key => Listed(key.Key, key.Value))]);

    /// <exception cref="UsageException">The name or tenant cannot be one, or the name is taken.</exception>
    public MadeKey Make(string name, string tenant, IReadOnlyList<string> scopes, DateTimeOffset? expiresAt)
    {
        // A number would stand for the place of a key in the gateway's other settings.
        if (name.Length > MaxNameLength
            || !name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
            || !name.Any(char.IsAsciiLetter))
        {
            throw new UsageException($"A key's name is 1 to {MaxNameLength} small letters, digits or '-', a letter among them, not '{name}'.");
        }

        if (!Ids.IsTenant(tenant))
        {
            throw new UsageException($"--tenant {Ids.TenantRule}, not '{tenant}'.");
        }

        if (keys.ContainsKey(name))
        {
            throw new UsageException($"There is a key '{name}' already: 'keys rotate' puts a new one in its place.");
        }

        return Add(name, new StoredKey(tenant, "", scopes.Count == 0 ? null : [.. scopes.Distinct()], expiresAt));
    }

    /// <summary>
    /// A new key of the same tenant and scopes under the name of the old one, which ends after <paramref name="overlap"/>.
    /// </summary>
    /// <exception cref="UsageException">There is no key of that name, or the one before it is still in force.</exception>
    public MadeKey Rotate(string name, TimeSpan overlap, DateTimeOffset? expiresAt)
    {
        var old = Get(name);
        var before = $"{name}-before";
        if (keys.TryGetValue(before, out var older) && older.IsInForce(now))
        {
            throw new UsageException($"'{before}' is in force until {older.ExpiresAt:u}: revoke it first.");
        }

        keys.Remove(before);
        var ending = old with { ExpiresAt = old.ExpiresAt < now + overlap ? old.ExpiresAt : now + overlap };
        if (ending.IsInForce(now))
        {
            keys[before] = ending;
        }

        var made = Add(name, old with { ExpiresAt = expiresAt });
        return ending.IsInForce(now) ? made with { Before = Listed(before, ending) } : made;
    }

    /// <exception cref="UsageException">There is no key of that name.</exception>
    public RevokedKey Revoke(string name)
    {
        Get(name);
        keys.Remove(name);
        return new RevokedKey(name);
    }

    private StoredKey Get(string name) => keys.TryGetValue(name, out var key)
        ? key
        : throw new UsageException($"There is no key '{name}'; there are: {(keys.Count == 0 ? "none" : string.Join(", ", keys.Keys))}.");

    private MadeKey Add(string name, StoredKey form)
    {
        if (form.ExpiresAt <= now)
        {
            throw new UsageException($"--expires takes a time to come, not {form.ExpiresAt:u}.");
        }

        var key = KeyPrefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(KeyLength));
        keys[name] = form with { Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))) };
        return new MadeKey(key, Listed(name, keys[name]));
    }

    private ListedKey Listed(string name, StoredKey key) =>
        new(name, key.Tenant, key.Scopes ?? Scopes, key.ExpiresAt, key.IsInForce(now));
}
