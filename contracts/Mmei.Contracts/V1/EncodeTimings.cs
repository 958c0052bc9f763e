namespace Mmei.Contracts.V1;

/// <summary>Where an encoder spent its time on one input, in milliseconds.</summary>
public sealed record EncodeTimings
{
    /// <summary>Decoding and preprocessing.</summary>
    public required double PreprocessMs { get; init; }

    /// <summary>Waiting for a batch.</summary>
    public required double QueueMs { get; init; }

    /// <summary>The model run of the batch it was in.</summary>
    public required double InferMs { get; init; }

    /// <summary>Making the result of the model's output.</summary>
    public double PostprocessMs { get; init; }

    /// <summary>From receipt to result.</summary>
    public required double TotalMs { get; init; }
}
