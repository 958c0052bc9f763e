using Mmei.Contracts.V1;

namespace Mmei.Media.Images;

/// <summary>A face that was found, in pixels of its picture.</summary>
/// <param name="Score">How sure the detector is, 0 to 1.</param>
/// <param name="TopLeft">Of the box around it, from the brows to the chin.</param>
/// <param name="BottomRight">Of that box.</param>
/// <param name="RightEye">The person's own right.</param>
/// <param name="LeftEye">The person's own left.</param>
public sealed record Face(double Score, Point TopLeft, Point BottomRight, Point RightEye, Point LeftEye)
{
    /// <summary>The mean of the box's width and height.</summary>
    public double Side => (BottomRight.X - TopLeft.X + BottomRight.Y - TopLeft.Y) / 2;

    public Point Centre => new((TopLeft.X + BottomRight.X) / 2, (TopLeft.Y + BottomRight.Y) / 2);

    /// <summary>The same face where each of its points is somewhere else.</summary>
    public Face Moved(Func<Point, Point> move)
    {
        ArgumentNullException.ThrowIfNull(move);
        return new(Score, move(TopLeft), move(BottomRight), move(RightEye), move(LeftEye));
    }

    /// <summary>Intersection over union of the two boxes.</summary>
    public double Overlap(Face other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var width = Math.Min(BottomRight.X, other.BottomRight.X) - Math.Max(TopLeft.X, other.TopLeft.X);
        var height = Math.Min(BottomRight.Y, other.BottomRight.Y) - Math.Max(TopLeft.Y, other.TopLeft.Y);
        return width > 0 && height > 0 ? width * height / (Area + other.Area - (width * height)) : 0;
    }

    /// <summary>Where it is in its picture; what stands out over the picture's edge is cut away.</summary>
    public FaceBox BoxIn(RgbImage picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var (x, right) = (Math.Clamp(TopLeft.X / picture.Width, 0, 1), Math.Clamp(BottomRight.X / picture.Width, 0, 1));
        var (y, bottom) = (Math.Clamp(TopLeft.Y / picture.Height, 0, 1), Math.Clamp(BottomRight.Y / picture.Height, 0, 1));
        return new FaceBox { X = x, Y = y, Width = right - x, Height = bottom - y };
    }

    private double Area => (BottomRight.X - TopLeft.X) * (BottomRight.Y - TopLeft.Y);
}
