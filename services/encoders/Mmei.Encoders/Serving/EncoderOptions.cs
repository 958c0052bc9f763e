using System.ComponentModel.DataAnnotations;
using Mmei.Encoders.Batching;
using Mmei.Inference.Manifest;

namespace Mmei.Encoders.Serving;

/// <summary>What every encoder can be told.</summary>
public abstract class EncoderOptions
{
    /// <summary>
    /// Messages beyond the capacity that are taken off the bus, so that they are refused at once and not when their turn comes.
    /// </summary>
    private const int RefusalHeadroom = 32;

    /// <summary>
    /// Most inputs that are decoded, wait for a batch or are in one; beyond it an input is refused. Each may hold a whole medium.
    /// </summary>
    [Range(1, 100_000)]
    public int QueueCapacity { get; init; } = 128;

    /// <summary>Most inputs in a batch; the model's own limit where that is lower.</summary>
    [Range(1, 1024)]
    public int MaxBatch { get; init; } = 32;

    /// <summary>
    /// Batches that run at once, each on as many threads as Models:IntraOpThreads says: two of one thread each do more on two cores than
    /// one of two threads, which wait for each other in every layer.
    /// </summary>
    [Range(1, 64)]
    public int ConcurrentRuns { get; init; } = Math.Min(2, Environment.ProcessorCount);

    /// <summary>
    /// Most padded length of a batch: its inputs times its longest, in tokens of a text or samples of a sound. One input always fits.
    /// </summary>
    [Range(1, long.MaxValue)]
    public long PaddedBudget { get; init; } = long.MaxValue;

    /// <summary>Most of a batch that may be padding. A GPU bears more of it than a CPU, which pays for every token.</summary>
    [Range(0, 1.0)]
    public double MaxPadding { get; init; } = 0.25;

    /// <summary>Whether somebody waits for the results.</summary>
    public virtual Priority Priority => Priority.Interactive;

    /// <summary>Messages that are worked on at once.</summary>
    public virtual int Prefetch => QueueCapacity + RefusalHeadroom;

    internal BatchLimits Limits(ModelManifest manifest) => new()
    {
        MaxBatch = Math.Min(MaxBatch, manifest.Batching.MaxBatch),
        MaxPaddedCost = PaddedBudget,
        MaxPadding = MaxPadding,
        EqualLength = manifest.Batching.EqualLength,
    };
}
