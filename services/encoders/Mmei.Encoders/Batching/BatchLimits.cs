namespace Mmei.Encoders.Batching;

/// <summary>What one batch may hold.</summary>
public sealed record BatchLimits
{
    /// <summary>Most inputs in a batch.</summary>
    public required int MaxBatch { get; init; }

    /// <summary>
    /// Most padded cost of a batch: its inputs times its longest input's length, in the unit of the length function. One input always fits.
    /// </summary>
    public long MaxPaddedCost { get; init; } = long.MaxValue;

    /// <summary>Most of the padded cost that may be padding, 0 to 1: what shares a batch is of similar length.</summary>
    public double MaxPadding { get; init; } = 1;

    /// <summary>Whether only inputs of one length may share a batch.</summary>
    public bool EqualLength { get; init; }

    /// <summary>How many inputs of one length fill a batch.</summary>
    public int CountOf(int length) => (int)Math.Clamp(MaxPaddedCost / Math.Max(length, 1), 1, MaxBatch);
}
