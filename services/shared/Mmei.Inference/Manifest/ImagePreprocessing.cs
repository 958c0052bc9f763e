namespace Mmei.Inference.Manifest;

/// <summary>Centre square crop, antialiased triangle resize, then (x * Scale - Mean) / Std per channel, channels first.</summary>
public sealed record ImagePreprocessing : Preprocessing
{
    public required int Width { get; init; }

    public required int Height { get; init; }

    /// <summary>gray or rgb.</summary>
    public required string Color { get; init; }

    public required float Scale { get; init; }

    public required IReadOnlyList<float> Mean { get; init; }

    public required IReadOnlyList<float> Std { get; init; }
}
