namespace Mmei.Inference.Manifest;

/// <summary>The square around a face with level eyes, antialiased, then (x * Scale - Mean) / Std per channel, channels first.</summary>
public sealed record ImagePreprocessing : Preprocessing
{
    public required int Width { get; init; }

    public required int Height { get; init; }

    /// <summary>gray or rgb.</summary>
    public required string Color { get; init; }

    public required float Scale { get; init; }

    public required IReadOnlyList<float> Mean { get; init; }

    public required IReadOnlyList<float> Std { get; init; }

    /// <summary>Sides of the detector's box that the square has: by default as FER2013's pictures are framed.</summary>
    public double FaceSide { get; init; } = 1.15;

    /// <summary>Sides of the detector's box that the square's middle is above the box's.</summary>
    public double FaceRaise { get; init; } = 0.1;
}
