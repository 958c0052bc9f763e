using System.ComponentModel.DataAnnotations;
using Mmei.Inference;

namespace Mmei.Encoders;

/// <summary>What every encoder can be told.</summary>
public abstract class EncoderOptions
{
    /// <summary>Most inputs that wait for a batch; beyond it an input is refused.</summary>
    [Range(1, 100_000)]
    public int QueueCapacity { get; init; } = 512;

    /// <summary>Most inputs in a batch; the model's own limit where that is lower.</summary>
    [Range(1, 1024)]
    public int MaxBatch { get; init; } = 32;

    /// <summary>Messages that are worked on at once: enough to fill the next batch while one runs.</summary>
    [Range(1, 10_000)]
    public int Concurrency { get; init; } = 64;

    internal BatchLimits Limits(ModelManifest manifest) => new()
    {
        MaxBatch = Math.Min(MaxBatch, manifest.Batching.MaxBatch),
        EqualLength = manifest.Batching.EqualLength,
        Capacity = QueueCapacity,
    };
}
