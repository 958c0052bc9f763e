namespace Mmei.Fusion.Shards;

/// <summary>
/// The replicas that share the shards, as each sees it from the others' announcements: sorted by name, they take the shards in turn, so
/// that all
/// who see the same replicas agree without asking. Not thread-safe.
/// </summary>
internal sealed class ReplicaRoster(string self, TimeProvider time)
{
    /// <summary>How often a replica announces itself.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>After this long without an announcement a replica counts as gone.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3.5);

    private readonly Dictionary<string, long> _lastSeen = [];

    /// <summary>Everybody who is there, this replica included, by name.</summary>
    public IReadOnlyList<string> Live =>
    [
        .. _lastSeen.Where(entry => time.GetElapsedTime(entry.Value) <= Patience).Select(entry => entry.Key)
            .Append(self).Distinct().Order(StringComparer.Ordinal),
    ];

    public void Seen(string name) => _lastSeen[name] = time.GetTimestamp();

    public void Gone(string name) => _lastSeen.Remove(name);

    /// <summary>Who of <paramref name="live"/> should have the shard.</summary>
    public static string OwnerOf(int shard, IReadOnlyList<string> live) => live[shard % live.Count];
}
