using Mmei.Media.Images;

namespace Mmei.Media.Tests;

public sealed class When_a_face_is_cut_out
{
    [Fact]
    public void Should_give_a_square_of_the_boxs_size_as_it_is()
    {
        var picture = Picture(40, 30, (x, y) => (3 * x) + (4 * y));

        var cut = new FaceCut(picture, Face(20, 14, 8, 0), 1, 0).Gray(8);

        cut.ShouldBe([.. Enumerable.Range(0, 64).Select(i => (float)((3 * (16 + (i % 8))) + (4 * (10 + (i / 8)))))]);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(-75)]
    [InlineData(180)]
    public void Should_level_the_eyes(double degrees)
    {
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        var picture = Picture(120, 120, (x, y) => 128 + (((y - 60) * cos) - ((x - 60) * sin)));

        var cut = new FaceCut(picture, Face(60, 60, 40, degrees), 1, 0).Gray(10);

        for (var row = 0; row < 10; row++)
        {
            var values = cut[(row * 10)..((row + 1) * 10)];
            (values.Max() - values.Min()).ShouldBeLessThan(1);
            values.Average().ShouldBe(128 + ((row - 4.5f) * 4), 1); // darker above the eyes, whichever way the head is turned
        }
    }

    [Fact]
    public void Should_average_what_it_shrinks() =>
        new FaceCut(Picture(60, 60, (x, y) => (x + y) % 2 * 200), Face(30, 30, 48, 0), 1, 0).Gray(8)
            .ShouldAllBe(v => Math.Abs(v - 100) < 1);

    [Fact]
    public void Should_go_on_with_the_edge_beyond_the_picture() =>
        new FaceCut(Picture(20, 20, (_, _) => 77), Face(0, 0, 30, 20), 1.15, 0.1).Gray(6).ShouldAllBe(value => value == 77);

    [Fact]
    public void Should_keep_the_colours_apart()
    {
        var picture = new RgbImage(8, 8, Enumerable.Repeat(new byte[] { 10, 20, 30 }, 64).SelectMany(pixel => pixel).ToArray());

        new FaceCut(picture, Face(4, 4, 4, 0), 1, 0).Colour(1).ShouldBe([10, 20, 30]);
    }

    private static RgbImage Picture(int width, int height, Func<int, int, double> grey) => new(
        width, height,
        Enumerable.Range(0, width * height).SelectMany(i => Enumerable.Repeat((byte)Math.Round(grey(i % width, i / width)), 3)).ToArray());

    private static Face Face(double x, double y, double side, double degrees)
    {
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        return new Face(
            0.9, new Point(x - (side / 2), y - (side / 2)), new Point(x + (side / 2), y + (side / 2)),
            new Point(x - (side / 4 * cos), y - (side / 4 * sin)), new Point(x + (side / 4 * cos), y + (side / 4 * sin)));
    }
}
