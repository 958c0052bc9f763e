namespace Mmei.Benchmarks.Gateway;

/// <summary>What one round of calls through the gateway gave, beside the same calls without it.</summary>
internal sealed record EdgeRound
{
    /// <summary>Calls a second that the gateway passes on at most, and the service behind it answers at most.</summary>
    public required double ProxiedPeak { get; init; }

    public required double DirectPeak { get; init; }

    /// <summary>Milliseconds of a call from when it was sent, at half of what the gateway passes on at most.</summary>
    public required double DirectP50Ms { get; init; }

    public required double DirectP99Ms { get; init; }

    public required double ProxiedP50Ms { get; init; }

    public required double ProxiedP99Ms { get; init; }

    /// <summary>By how much the load generator sent 99 of 100 calls late at most, which is no time of the gateway's.</summary>
    public required double LateP99Ms { get; init; }

    /// <summary>Cores that were busy meanwhile for the gateway, the load generator and the service behind.</summary>
    public required double GatewayCores { get; init; }

    public required double SenderCores { get; init; }

    public required double UpstreamCores { get; init; }
}
