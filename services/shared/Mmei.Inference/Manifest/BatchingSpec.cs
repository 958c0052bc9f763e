namespace Mmei.Inference.Manifest;

/// <summary>How inputs may share a batch.</summary>
public sealed record BatchingSpec
{
    /// <summary>Whether only inputs of one length may share a batch, because padding would change their results.</summary>
    public required bool EqualLength { get; init; }

    public required int MaxBatch { get; init; }
}
