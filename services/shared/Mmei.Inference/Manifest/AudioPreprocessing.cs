namespace Mmei.Inference.Manifest;

/// <summary>Mono at SampleRate, cut at MaxSeconds, zero-padded to MinSeconds, then zero mean and unit variance.</summary>
public sealed record AudioPreprocessing : Preprocessing
{
    /// <summary>Hertz.</summary>
    public required int SampleRate { get; init; }

    public required double MinSeconds { get; init; }

    public required double MaxSeconds { get; init; }
}
