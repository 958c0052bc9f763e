namespace Mmei.Inference;

/// <summary>What one batch may hold, and how much may wait for one.</summary>
public sealed record BatchLimits
{
    /// <summary>Most inputs in a batch.</summary>
    public required int MaxBatch { get; init; }

    /// <summary>
    /// Most padded cost of a batch: its inputs times its longest input's length, in the unit of the length function. One input always fits.
    /// </summary>
    public long MaxPaddedCost { get; init; } = long.MaxValue;

    /// <summary>Whether only inputs of one length may share a batch.</summary>
    public bool EqualLength { get; init; }

    /// <summary>Most inputs that may wait.</summary>
    public int Capacity { get; init; } = 512;
}
