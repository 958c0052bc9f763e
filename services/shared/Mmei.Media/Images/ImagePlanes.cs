namespace Mmei.Media;

/// <summary>From a picture to the planes of numbers that a model sees.</summary>
public static class ImagePlanes
{
    /// <summary>The centre square of the picture as one luma plane: (19595 R + 38470 G + 7471 B + 32768) / 65536 in whole numbers.</summary>
    /// <returns>height x width values in 0..255.</returns>
    public static float[] Gray(RgbImage image, int width, int height)
    {
        var square = Square.Of(image);
        var plane = new byte[square.Side * square.Side];
        for (var i = 0; i < plane.Length; i++)
        {
            var pixel = square.Pixel(image, i);
            plane[i] = (byte)(((19595 * pixel[0]) + (38470 * pixel[1]) + (7471 * pixel[2]) + 32768) >> 16);
        }

        var values = new float[width * height];
        TriangleFilter.Resize(plane, square.Side, square.Side, square.Side, values, width, height);
        return values;
    }

    /// <summary>The centre square of the picture as planes of red, green and blue.</summary>
    /// <returns>3 x height x width values in 0..255.</returns>
    public static float[] Colour(RgbImage image, int width, int height)
    {
        var square = Square.Of(image);
        var plane = new byte[square.Side * square.Side];
        var values = new float[3 * width * height];
        for (var channel = 0; channel < 3; channel++)
        {
            for (var i = 0; i < plane.Length; i++)
            {
                plane[i] = square.Pixel(image, i)[channel];
            }

            var destination = values.AsSpan(channel * width * height, width * height);
            TriangleFilter.Resize(plane, square.Side, square.Side, square.Side, destination, width, height);
        }

        return values;
    }

    private readonly record struct Square(int Left, int Top, int Side)
    {
        public static Square Of(RgbImage image)
        {
            var side = Math.Min(image.Width, image.Height);
            return new Square((image.Width - side) / 2, (image.Height - side) / 2, side);
        }

        public ReadOnlySpan<byte> Pixel(RgbImage image, int index)
        {
            var (row, column) = Math.DivRem(index, Side);
            return image.Pixels.AsSpan((((Top + row) * image.Width) + Left + column) * 3, 3);
        }
    }
}
