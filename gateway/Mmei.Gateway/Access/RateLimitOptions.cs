using System.ComponentModel.DataAnnotations;

namespace Mmei.Gateway.Access;

/// <summary>Section <c>Gateway:RateLimits</c>: how much is let in.</summary>
internal sealed class RateLimitOptions
{
    public const string Section = "Gateway:RateLimits";

    /// <summary>Observations in flight in this process; it also bounds the memory that their media take.</summary>
    [Range(1, 100_000)]
    public int ConcurrentObservations { get; init; } = 256;

    /// <summary>Event streams that are open in this process at once.</summary>
    [Range(1, 100_000)]
    public int EventClients { get; init; } = 2_000;

    /// <summary>Batches of observations in progress in this process at once.</summary>
    [Range(1, 1_000)]
    public int Batches { get; init; } = 4;

    /// <summary>WebSocket streams that are open in this process at once.</summary>
    [Range(1, 100_000)]
    public int Streams { get; init; } = 200;

    /// <summary>Calls a second that one key may make in the long run.</summary>
    [Range(1, 1_000_000)]
    public int RequestsPerSecond { get; init; } = 200;

    /// <summary>Calls that one key may make at once after a pause.</summary>
    [Range(1, 1_000_000)]
    public int Burst { get; init; } = 400;
}
