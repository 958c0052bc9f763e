namespace Mmei.Media.Images;

/// <summary>From a region of a picture to the planes of numbers that a model sees.</summary>
public static class ImagePlanes
{
    /// <summary>One luma plane, resized.</summary>
    /// <returns>height x width values in 0..255.</returns>
    public static float[] Gray(RgbImage image, Region region, int width, int height)
    {
        var values = new float[width * height];
        TriangleFilter.Resize(Luma(image, region), region.Width, region.Width, region.Height, values, width, height);
        return values;
    }

    /// <summary>Planes of red, green and blue, resized.</summary>
    /// <returns>3 x height x width values in 0..255.</returns>
    public static float[] Colour(RgbImage image, Region region, int width, int height)
    {
        var values = new float[3 * width * height];
        for (var channel = 0; channel < 3; channel++)
        {
            var destination = values.AsSpan(channel * width * height, width * height);
            TriangleFilter.Resize(
                Channel(image, region, channel), region.Width, region.Width, region.Height, destination, width, height);
        }

        return values;
    }

    /// <summary>Luma as it is: (19595 R + 38470 G + 7471 B + 32768) / 65536 in whole numbers.</summary>
    internal static byte[] Luma(RgbImage image, Region region) => Plane(
        image, region, static (pixel, _) => (byte)(((19595 * pixel[0]) + (38470 * pixel[1]) + (7471 * pixel[2]) + 32768) >> 16), 0);

    /// <summary>Red, green or blue as it is.</summary>
    internal static byte[] Channel(RgbImage image, Region region, int channel) =>
        Plane(image, region, static (pixel, channel) => pixel[channel], channel);

    private static byte[] Plane(RgbImage image, Region region, Func<ReadOnlySpan<byte>, int, byte> value, int channel)
    {
        ArgumentNullException.ThrowIfNull(image);
        var plane = new byte[region.Width * region.Height];
        for (var row = 0; row < region.Height; row++)
        {
            var pixels = image.Pixels.Span.Slice((((region.Top + row) * image.Width) + region.Left) * 3, region.Width * 3);
            for (var column = 0; column < region.Width; column++)
            {
                plane[(row * region.Width) + column] = value(pixels.Slice(column * 3, 3), channel);
            }
        }

        return plane;
    }
}
