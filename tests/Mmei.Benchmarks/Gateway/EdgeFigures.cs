namespace Mmei.Benchmarks.Gateway;

/// <summary>What the gateway itself costs.</summary>
internal sealed record EdgeFigures
{
    public IReadOnlyList<EdgeRound> Rounds { get; init; } = [];

    /// <summary>
    /// How much longer a call through the gateway takes than one without, at half of what the gateway passes on at most: medians of the
    /// rounds.
    /// </summary>
    public required double ProxyAddedP50Ms { get; init; }

    public required double ProxyAddedP99Ms { get; init; }

    public required double ProxiedPeak { get; init; }

    public required double DirectPeak { get; init; }

    public required int SseClients { get; init; }

    /// <summary>What the gateway's process has resident with that many event streams open, in MiB.</summary>
    public required double SseClientsMb { get; init; }

    /// <summary>How much of that came with them.</summary>
    public required double SseAddedMb { get; init; }
}
