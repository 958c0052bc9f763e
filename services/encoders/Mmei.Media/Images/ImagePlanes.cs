namespace Mmei.Media.Images;

/// <summary>From a region of a picture to the planes of numbers that a model sees.</summary>
public static class ImagePlanes
{
    /// <summary>One luma plane: (19595 R + 38470 G + 7471 B + 32768) / 65536 in whole numbers.</summary>
    /// <returns>height x width values in 0..255.</returns>
    public static float[] Gray(RgbImage image, Region region, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(image);
        var plane = new byte[region.Width * region.Height];
        for (var row = 0; row < region.Height; row++)
        {
            var pixels = Row(image, region, row);
            for (var column = 0; column < region.Width; column++)
            {
                var pixel = pixels.Slice(column * 3, 3);
                plane[(row * region.Width) + column] = (byte)(((19595 * pixel[0]) + (38470 * pixel[1]) + (7471 * pixel[2]) + 32768) >> 16);
            }
        }

        var values = new float[width * height];
        TriangleFilter.Resize(plane, region.Width, region.Width, region.Height, values, width, height);
        return values;
    }

    /// <summary>Planes of red, green and blue.</summary>
    /// <returns>3 x height x width values in 0..255.</returns>
    public static float[] Colour(RgbImage image, Region region, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(image);
        var plane = new byte[region.Width * region.Height];
        var values = new float[3 * width * height];
        for (var channel = 0; channel < 3; channel++)
        {
            for (var row = 0; row < region.Height; row++)
            {
                var pixels = Row(image, region, row);
                for (var column = 0; column < region.Width; column++)
                {
                    plane[(row * region.Width) + column] = pixels[(column * 3) + channel];
                }
            }

            var destination = values.AsSpan(channel * width * height, width * height);
            TriangleFilter.Resize(plane, region.Width, region.Width, region.Height, destination, width, height);
        }

        return values;
    }

    private static ReadOnlySpan<byte> Row(RgbImage image, Region region, int row) =>
        image.Pixels.Span.Slice((((region.Top + row) * image.Width) + region.Left) * 3, region.Width * 3);
}
