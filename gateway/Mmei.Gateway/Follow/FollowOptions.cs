using System.ComponentModel.DataAnnotations;

namespace Mmei.Gateway.Follow;

/// <summary>Section <c>Gateway:Follow</c>: observations that are answered later, and their event streams.</summary>
internal sealed class FollowOptions
{
    public const string Section = "Gateway:Follow";

    /// <summary>How long the answer can be fetched, from the moment the observation was taken.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan Retention { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The most observations that are kept; where there are more, the oldest goes first. An answer takes 5 to 20 kB.</summary>
    [Range(1, 1_000_000)]
    public int MaxObservations { get; init; } = 5_000;

    /// <summary>How often an event stream on which nothing happens says that it is there.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(10);
}
