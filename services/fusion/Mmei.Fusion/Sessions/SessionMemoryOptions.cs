using System.ComponentModel.DataAnnotations;

namespace Mmei.Fusion.Sessions;

/// <summary>Section <c>Fusion:Sessions</c>: what is remembered of people's sessions, and how their emotion is followed.</summary>
internal sealed class SessionMemoryOptions
{
    public const string Section = "Fusion:Sessions";

    /// <summary>How many sessions one shard remembers, some 4 kB each; beyond them the one that was silent longest is forgotten.</summary>
    [Range(1, 1_000_000)]
    public int PerShard { get; init; } = 1_250;

    /// <summary>After how much silence a session is forgotten.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>After which time an observation counts half in the smoothed emotion.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan HalfLife { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How much must speak for another emotion before the session's changes, as a log-likelihood ratio in nats; 3 is odds of 20 to 1.
    /// </summary>
    [Range(0.1, 100)]
    public double ChangeNats { get; init; } = 3;
}
