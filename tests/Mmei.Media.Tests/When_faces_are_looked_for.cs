using Mmei.Media.Images;

namespace Mmei.Media.Tests;

/// <summary>With a detector that sees a face wherever a test says.</summary>
public sealed class When_faces_are_looked_for
{
    private const int Side = 64;

    [Fact]
    public void Should_give_places_in_the_picture()
    {
        var found = Find(Picture(128, 64), _ => [At(0.25, 0.5, 0.25, 0.8)]);

        var face = found.Faces.ShouldHaveSingleItem();
        face.Centre.X.ShouldBe(32, 1e-9); // a quarter of 128
        face.Centre.Y.ShouldBe(32, 1e-9); // the middle: the bars above and below are equal
        face.Side.ShouldBe(32, 1e-9);
    }

    [Fact]
    public void Should_take_overlapping_candidates_for_one_face() =>
        Find(Picture(200, 200), _ => [At(0.3, 0.3, 0.3, 0.9), At(0.32, 0.3, 0.3, 0.6), At(0.8, 0.8, 0.3, 0.8)])
            .Faces.Select(face => face.Score).ShouldBe([0.9, 0.8]);

    [Fact]
    public void Should_look_again_with_a_border_where_a_face_fills_the_picture()
    {
        var looks = 0;
        var found = Find(Picture(100, 100), _ => ++looks == 1 ? [At(0.5, 0.5, 0.9, 0.9)] : [At(0.5, 0.5, 0.4, 0.8)]);

        looks.ShouldBe(2);
        found.Faces.ShouldHaveSingleItem().Side.ShouldBe(80, 1e-9); // 0.4 of the detector's picture, of which the picture has half
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Should_turn_a_picture_that_shows_a_face_only_then(int quarters)
    {
        var upright = Picture(100, 60);

        var found = Find(upright.Turned(quarters), image => image[Middle(20)] > image[Middle(44)] ? [At(0.5, 0.5, 0.4, 0.9)] : []);

        found.Picture.Pixels.ToArray().ShouldBe(upright.Pixels.ToArray());
        found.Picture.Width.ShouldBe(100);
        found.Faces.Count.ShouldBe(1);
    }

    [Fact]
    public void Should_find_nothing_where_nothing_is() => Find(Picture(90, 120), _ => []).Faces.ShouldBeEmpty();

    [Theory]
    [InlineData(19, 0.99, false)]
    [InlineData(25, 0.69, false)]
    [InlineData(25, 0.71, true)]
    [InlineData(33, 0.51, true)]
    public void Should_leave_out_what_is_too_small_to_read(double side, double score, bool there)
    {
        var looks = 0;

        Find(Picture(400, 400), _ => ++looks == 1 ? [At(0.5, 0.5, side / 400, score)] : []).Faces.Any().ShouldBe(there);
    }

    [Fact]
    public void Should_not_turn_a_picture_for_a_small_thing() =>
        Find(Picture(400, 300).Turned(2), image => image[Middle(20)] > image[Middle(44)] ? [At(0.5, 0.5, 0.1, 0.9)] : [])
            .Faces.ShouldBeEmpty();

    [Fact]
    public void Should_reduce_large_pictures_by_means()
    {
        var pixels = Enumerable.Range(0, 7 * 5 * 3).Select(i => (byte)(2 * i)).ToArray();

        var reduced = new RgbImage(5, 7, pixels).Reduced(2);

        (reduced.Width, reduced.Height).ShouldBe((2, 3));
        reduced.Pixels.Span[0].ShouldBe((byte)((pixels[0] + pixels[3] + pixels[15] + pixels[18] + 2) / 4));
        reduced.Pixels.Span[^1].ShouldBe((byte)((pixels[71] + pixels[68] + pixels[86] + pixels[83] + 2) / 4));
    }

    private static int Middle(int row) => ((row * Side) + (Side / 2)) * 3;

    /// <summary>White above, black below.</summary>
    private static RgbImage Picture(int width, int height) =>
        new(width, height, Enumerable.Range(0, width * height * 3).Select(i => i < width * height * 3 / 2 ? (byte)255 : (byte)0).ToArray());

    private static Face At(double x, double y, double side, double score) => new(
        score, new Point(x - (side / 2), y - (side / 2)), new Point(x + (side / 2), y + (side / 2)), new Point(x - (side / 4), y),
        new Point(x + (side / 4), y));

    private static FoundFaces Find(RgbImage picture, Func<float[], IReadOnlyList<Face>> see) =>
        new FaceFinder(new Seeing(see)).Find(picture);

    private sealed class Seeing(Func<float[], IReadOnlyList<Face>> see) : IFaceDetector
    {
        public int Side => When_faces_are_looked_for.Side;

        public double MostOverlap => 0.3;

        public IReadOnlyList<Face> Detect(ReadOnlySpan<float> image) => see(image.ToArray());
    }
}
