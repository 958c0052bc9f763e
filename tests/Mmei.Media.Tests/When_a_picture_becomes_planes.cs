using Mmei.Media.Images;

namespace Mmei.Media.Tests;

public sealed class When_a_picture_becomes_planes
{
    [Fact]
    public void Should_weigh_the_colours_in_whole_numbers()
    {
        var image = new RgbImage(1, 1, new byte[] { 200, 100, 50 });

        ImagePlanes.Gray(image, new Region(0, 0, 1, 1), 1, 1).ShouldBe([((19595 * 200) + (38470 * 100) + (7471 * 50) + 32768) >> 16]);
    }

    [Fact]
    public void Should_keep_the_channels_apart()
    {
        var image = new RgbImage(2, 2, Enumerable.Repeat(new byte[] { 10, 20, 30 }, 4).SelectMany(p => p).ToArray());

        ImagePlanes.Colour(image, new Region(0, 0, 2, 2), 1, 1).ShouldBe([10, 20, 30]);
    }

    [Theory]
    [InlineData(5, 2, 1, 0)]
    [InlineData(2, 5, 0, 1)]
    public void Should_take_only_the_region(int width, int height, int left, int top)
    {
        var pixels = new byte[width * height * 3];
        for (var y = 0; y < 2; y++)
        {
            for (var x = 0; x < 2; x++)
            {
                pixels.AsSpan((((top + y) * width) + left + x) * 3, 3).Fill(255);
            }
        }

        var image = new RgbImage(width, height, pixels);

        ImagePlanes.Gray(image, new Region(left, top, 2, 2), 2, 2).ShouldBe([255, 255, 255, 255]);
    }
}
