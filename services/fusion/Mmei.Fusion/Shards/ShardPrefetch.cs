namespace Mmei.Fusion.Shards;

/// <summary>How many unacknowledged messages of one shard a process takes at most.</summary>
internal sealed record ShardPrefetch(ushort Count);
