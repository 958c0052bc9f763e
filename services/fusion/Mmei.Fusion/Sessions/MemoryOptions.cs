using System.ComponentModel.DataAnnotations;

namespace Mmei.Fusion.Sessions;

/// <summary>Section <c>Fusion:Sessions</c>: what is remembered of people's sessions.</summary>
internal sealed class MemoryOptions
{
    public const string Section = "Fusion:Sessions";

    /// <summary>How many sessions one shard remembers, some 4 kB each; beyond them the one that was silent longest is forgotten.</summary>
    [Range(1, 1_000_000)]
    public int PerShard { get; init; } = 1_250;

    /// <summary>After how much silence a session is forgotten, in minutes.</summary>
    [Range(1, 1_440)]
    public int IdleMinutes { get; init; } = 30;

    public TimeSpan Idle => TimeSpan.FromMinutes(IdleMinutes);
}
