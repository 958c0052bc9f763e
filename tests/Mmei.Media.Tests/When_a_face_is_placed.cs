using Mmei.Contracts.V1;
using Mmei.Media.Images;

namespace Mmei.Media.Tests;

public sealed class When_a_face_is_placed
{
    private static readonly RgbImage Picture = new(100, 200, new byte[100 * 200 * 3]);

    [Fact]
    public void Should_say_where_it_is_in_shares_of_the_picture() =>
        At(10, 20, 40, 70).BoxIn(Picture).ShouldBe(new FaceBox { X = 0.1, Y = 0.1, Width = 0.3, Height = 0.25 }, Nearly);

    [Fact]
    public void Should_cut_away_what_is_beyond_the_edge() =>
        At(-20, 150, 50, 260).BoxIn(Picture).ShouldBe(new FaceBox { X = 0, Y = 0.75, Width = 0.5, Height = 0.25 }, Nearly);

    [Fact]
    public void Should_say_where_it_is_in_a_picture_that_was_sent() =>
        Person.Place([Picture], Picture, At(10, 20, 40, 70)).ShouldNotBeNull().Width.ShouldBe(0.3, 1e-9);

    /// <summary>Nobody who looks at the picture as it was sent would see the face there.</summary>
    [Fact]
    public void Should_not_say_where_it_is_in_a_picture_that_had_to_be_turned() =>
        Person.Place([Picture], Picture with { Width = 200, Height = 100 }, At(10, 20, 40, 70)).ShouldBeNull();

    [Fact]
    public void Should_not_say_where_it_is_in_a_video() => Person.Place([Picture, Picture], Picture, At(10, 20, 40, 70)).ShouldBeNull();

    private static EqualityComparer<FaceBox> Nearly { get; } = EqualityComparer<FaceBox>.Create(
        (one, other) => Math.Abs(one!.X - other!.X) + Math.Abs(one.Y - other.Y) + Math.Abs(one.Width - other.Width)
            + Math.Abs(one.Height - other.Height) < 1e-9);

    private static Face At(double left, double top, double right, double bottom) =>
        new(1, new Point(left, top), new Point(right, bottom), new Point(left, top), new Point(right, top));
}
