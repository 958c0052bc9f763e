using Mmei.Media.Images;

namespace Mmei.Media.Tests;

public sealed class When_one_of_several_faces_is_read
{
    private static readonly RgbImage Picture = new(1, 1, new byte[3]);

    [Fact]
    public void Should_take_the_largest() => Person.Of([Face(10, 10, 0.9), Face(50, 30, 0.85)]).Side.ShouldBe(30);

    [Fact]
    public void Should_not_take_what_is_hardly_one() => Person.Of([Face(10, 10, 0.9), Face(50, 30, 0.6)]).Side.ShouldBe(10);

    [Fact]
    public void Should_follow_one_person_over_the_frames()
    {
        var seen = Person.Follow([Frame(Face(10, 20), Face(80, 24)), Frame(Face(78, 22), Face(14, 21)), Frame(Face(18, 30), Face(75, 20))]);

        seen.Select(one => one.Face.Centre.X).ShouldBe([10, 14, 18]); // 71 in sum, the other 66
    }

    [Fact]
    public void Should_leave_out_frames_without_the_person()
    {
        var seen = Person.Follow([Frame(Face(10, 20)), Frame(), Frame(Face(200, 20)), Frame(Face(12, 20))]);

        seen.Select(one => one.Face.Centre.X).ShouldBe([10, 12]);
    }

    [Fact]
    public void Should_see_nobody_where_nobody_is() => Person.Follow([Frame(), Frame()]).ShouldBeEmpty();

    private static FoundFaces Frame(params Face[] faces) => new(Picture, faces);

    private static Face Face(double x, double side, double score = 0.9) => new(
        score, new Point(x - (side / 2), 0), new Point(x + (side / 2), side), new Point(x - (side / 4), side / 3),
        new Point(x + (side / 4), side / 3));
}
