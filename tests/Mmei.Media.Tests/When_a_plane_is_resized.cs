using Mmei.Media.Images;

namespace Mmei.Media.Tests;

public sealed class When_a_plane_is_resized
{
    public static IEnumerable<TheoryDataRow<int>> Cases =>
        Enumerable.Range(0, Fixture.Read<Resize>("resize").Count).Select(i => new TheoryDataRow<int>(i));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Should_give_the_numbers_of_pillow(int index)
    {
        var expected = Fixture.Read<Resize>("resize")[index];
        var plane = new byte[expected.Width * expected.Height];
        for (var i = 0; i < plane.Length; i++)
        {
            plane[i] = Pixel(i % expected.Width, i / expected.Width);
        }

        var actual = new float[expected.NewWidth * expected.NewHeight];
        TriangleFilter.Resize(plane, expected.Width, expected.Width, expected.Height, actual, expected.NewWidth, expected.NewHeight);

        actual.Zip(expected.Values, (a, e) => Math.Abs(a - e)).Max().ShouldBeLessThan(1e-4f);
    }

    [Fact]
    public void Should_keep_an_even_plane_even()
    {
        var plane = new byte[300 * 200];
        plane.AsSpan().Fill(77);
        var actual = new float[17 * 23];

        TriangleFilter.Resize(plane, 300, 300, 200, actual, 17, 23);

        actual.ShouldAllBe(v => Math.Abs(v - 77) < 1e-4);
    }

    private static byte Pixel(int x, int y) => (byte)(((x * x * 3) + (y * y * 5) + (x * y * 7) + (31 * x) + (17 * y)) % 256);

    internal sealed record Resize(int Width, int Height, int NewWidth, int NewHeight, float[] Values);
}
