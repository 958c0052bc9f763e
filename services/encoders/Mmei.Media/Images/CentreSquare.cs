namespace Mmei.Media.Images;

/// <summary>
/// Looks at the largest square in the middle, as the models' training does: what is sent is expected to be cropped to the face. It finds
/// nothing and so needs no model; <see cref="FaceMeasures.NoFace"/> tells when the expectation fails.
/// </summary>
public sealed class CentreSquare : IFaceLocator
{
    public Region Locate(RgbImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var side = Math.Min(image.Width, image.Height);
        return new Region((image.Width - side) / 2, (image.Height - side) / 2, side, side);
    }
}
