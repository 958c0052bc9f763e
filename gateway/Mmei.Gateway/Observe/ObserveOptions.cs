using System.ComponentModel.DataAnnotations;

namespace Mmei.Gateway.Observe;

/// <summary>Section <c>Gateway:Observe</c>: how the time of an observation is spent.</summary>
internal sealed class ObserveOptions
{
    public const string Section = "Gateway:Observe";

    /// <summary>The deadline of a request that names none.</summary>
    [Range(1, 60_000)]
    public int DefaultDeadlineMs { get; init; } = 1_500;

    /// <summary>Kept back from the deadline for fusion, ranking and the way back; at most half of the deadline.</summary>
    [Range(0, 10_000)]
    public int ReserveMs { get; init; } = 150;

    /// <summary>
    /// The share of an observation's time that may pass before encoders have worked off what is before it; beyond it, it is refused at
    /// once. The rest is for what takes longer than it did of late.
    /// </summary>
    [Range(0.05, 1.0)]
    public double WaitShare { get; init; } = 0.5;

    /// <summary>How much longer than the deadline a client is kept waiting before the gateway gives up.</summary>
    [Range(1, 60_000)]
    public int GraceMs { get; init; } = 500;

    /// <summary>What <c>Retry-After</c> says when the platform had no answer in time.</summary>
    [Range(1, 3_600)]
    public int RetryAfterSeconds { get; init; } = 1;

    public TimeSpan RetryAfter => TimeSpan.FromSeconds(RetryAfterSeconds);
}
