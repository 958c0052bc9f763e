namespace Mmei.Media.Images;

/// <summary>Says where faces may be in a small square picture. <see cref="FaceFinder"/> makes of it where they are in any
/// picture.</summary>
public interface IFaceDetector
{
    /// <summary>Pixels of its picture's side.</summary>
    int Side { get; }

    /// <summary>Candidates that overlap by more, as intersection over union, are one face.</summary>
    double MostOverlap { get; }

    /// <summary>Candidates that are sure enough to count, with places in 0..1 of the picture; many for one face. Safe on any
    /// thread.</summary>
    /// <param name="image">Side x Side x 3 values in -1..1: red, green, blue, row after row.</param>
    IReadOnlyList<Face> Detect(ReadOnlySpan<float> image);
}
