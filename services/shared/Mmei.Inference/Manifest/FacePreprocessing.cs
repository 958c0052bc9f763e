namespace Mmei.Inference.Manifest;

/// <summary>A picture in a square of Side pixels, red, green and blue in -1..1, and what of a detector's answer counts.</summary>
public sealed record FacePreprocessing : Preprocessing
{
    public required int Side { get; init; }

    public required double MinScore { get; init; }

    /// <summary>Intersection over union beyond which two boxes are of one face.</summary>
    public required double MaxOverlap { get; init; }
}
