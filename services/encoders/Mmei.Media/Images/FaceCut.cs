namespace Mmei.Media.Images;

/// <summary>
/// The square around a face that an encoder reads: the eyes level, framed as the faces were that the encoder learned from, antialiased.
/// Beyond the picture its edge goes on.
/// </summary>
public sealed class FaceCut
{
    /// <summary>A pixel is the mean of at most so many samples squared.</summary>
    private const int MostSamples = 6;

    private readonly RgbImage _picture;
    private readonly Region _region;
    private readonly Point _centre;
    private readonly double _side;
    private readonly double _cos;
    private readonly double _sin;

    /// <param name="picture">Where the face is.</param>
    /// <param name="face">The face.</param>
    /// <param name="side">Sides of its box that the square has.</param>
    /// <param name="raise">Sides of its box that the square's middle is above the box's.</param>
    public FaceCut(RgbImage picture, Face face, double side, double raise)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(face);
        _picture = picture;
        _side = side * face.Side;
        (_sin, _cos) = Math.SinCos(Math.Atan2(face.LeftEye.Y - face.RightEye.Y, face.LeftEye.X - face.RightEye.X));
        _centre = new Point(face.Centre.X + (raise * face.Side * _sin), face.Centre.Y - (raise * face.Side * _cos));
        _region = Around((Math.Abs(_cos) + Math.Abs(_sin)) * _side / 2);
    }

    /// <returns>size x size luma values in 0..255.</returns>
    public float[] Gray(int size)
    {
        var values = new float[size * size];
        Sample(ImagePlanes.Luma(_picture, _region), values, size);
        return values;
    }

    /// <returns>3 x size x size values in 0..255.</returns>
    public float[] Colour(int size)
    {
        var values = new float[3 * size * size];
        for (var channel = 0; channel < 3; channel++)
        {
            Sample(ImagePlanes.Channel(_picture, _region, channel), values.AsSpan(channel * size * size, size * size), size);
        }

        return values;
    }

    /// <summary>What of the picture any sample can see.</summary>
    private Region Around(double reach)
    {
        var (left, right) = Within(_centre.X, reach, _picture.Width);
        var (top, bottom) = Within(_centre.Y, reach, _picture.Height);
        return new Region(left, top, right - left, bottom - top);
    }

    private static (int Start, int End) Within(double centre, double reach, int size)
    {
        var start = (int)Math.Clamp(Math.Floor(centre - reach) - 1, 0, size - 1);
        return (start, (int)Math.Clamp(Math.Ceiling(centre + reach) + 1, start + 1, size));
    }

    private void Sample(byte[] plane, Span<float> values, int size)
    {
        var each = Math.Clamp((int)Math.Ceiling(_side / size), 1, MostSamples);
        var (step, first) = (_side / (size * each), -_side / 2);
        for (var i = 0; i < values.Length; i++)
        {
            var sum = 0d;
            for (var row = i / size * each; row < ((i / size) + 1) * each; row++)
            {
                var down = first + ((row + 0.5) * step);
                for (var column = i % size * each; column < ((i % size) + 1) * each; column++)
                {
                    var across = first + ((column + 0.5) * step);
                    sum += At(
                        plane, _centre.X + (across * _cos) - (down * _sin) - 0.5 - _region.Left,
                        _centre.Y + (across * _sin) + (down * _cos) - 0.5 - _region.Top);
                }
            }

            values[i] = (float)(sum / (each * each));
        }
    }

    /// <summary>Bilinear.</summary>
    private double At(byte[] plane, double x, double y)
    {
        (x, y) = (Math.Clamp(x, 0, _region.Width - 1), Math.Clamp(y, 0, _region.Height - 1));
        var (left, top) = ((int)x, (int)y);
        var upper = (top * _region.Width) + left;
        var lower = top + 1 < _region.Height ? upper + _region.Width : upper;
        var right = left + 1 < _region.Width ? 1 : 0;
        var (across, down) = (x - left, y - top);
        var above = plane[upper] + (across * (plane[upper + right] - plane[upper]));
        var below = plane[lower] + (across * (plane[lower + right] - plane[lower]));
        return above + (down * (below - above));
    }
}
