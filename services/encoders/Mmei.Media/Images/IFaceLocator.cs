namespace Mmei.Media.Images;

/// <summary>Says where in a picture the face is that shall be seen.</summary>
public interface IFaceLocator
{
    /// <summary>
    /// A rectangle within the picture. Where no face is found, the best guess: <see cref="FaceQuality"/> says how good it is.
    /// </summary>
    Region Locate(RgbImage image);
}
