namespace Mmei.Benchmarks.Gateway;

/// <summary>What one round gave.</summary>
internal sealed record GatewayRound
{
    /// <summary>Of an observation by itself.</summary>
    public required double P50Ms { get; init; }

    /// <summary>What a client waits for, by the sum of its stages: the slowest encoder, the join, fusion and ranking.</summary>
    public double EndToEndVsStages { get; init; } = double.NaN;

    /// <summary>Answers a second at most, of words alone; and at twice that.</summary>
    public double TextPeak { get; init; } = double.NaN;

    public double TextGoodput { get; init; } = double.NaN;

    /// <summary>Cores that the load generator took from the platform meanwhile.</summary>
    public double TextPeakSenderCores { get; init; } = double.NaN;

    public double TextFloodSenderCores { get; init; } = double.NaN;

    /// <summary>Answers a second at most.</summary>
    public required double Peak { get; init; }

    /// <summary>Answers a second at twice the peak.</summary>
    public required double Goodput { get; init; }

    public double PeakSenderCores { get; init; } = double.NaN;

    public double FloodSenderCores { get; init; } = double.NaN;

    public required double RefusedP50Ms { get; init; }

    public required double RefusedP99Ms { get; init; }

    public required int Sent { get; init; }

    public required int Answered { get; init; }

    public required int Refused { get; init; }

    public required int Late { get; init; }

    public required int Failed { get; init; }
}
