using Mmei.Contracts.Taxonomy;
using Mmei.Media.Images;

namespace Mmei.Media.Tests;

public sealed class When_a_face_is_judged
{
    private const int Side = 48;

    [Fact]
    public void Should_call_an_even_picture_blurred() => Measure((x, y) => x + y).Blur.ShouldBeGreaterThan(0.99);

    [Fact]
    public void Should_call_a_picture_with_edges_sharp() => Measure((x, _) => x % 8 < 4 ? 40 : 220).Blur.ShouldBeLessThan(0.2);

    [Fact]
    public void Should_measure_how_dark_it_is() => Measure((_, _) => 51).Darkness.ShouldBe(0.8, 1e-6);

    [Fact]
    public void Should_warn_of_what_makes_it_hard_to_read() =>
        FaceQuality.Report([new FaceMeasures(0.9, 0.9), new FaceMeasures(0.9, 0.9)], 1).Warnings.ShouldBe(
            [QualityWarning.Blurred, QualityWarning.Dark]);

    [Fact]
    public void Should_average_the_frames_of_a_video()
    {
        var quality = FaceQuality.Report([new FaceMeasures(0.2, 0.4), new FaceMeasures(0.4, 0.2)], 3);

        quality.Parts.ShouldBe(2);
        quality.Blur.ShouldNotBeNull().ShouldBe(0.3, 1e-9);
        quality.Faces.ShouldBe(3);
        quality.Warnings.ShouldBeEmpty();
    }

    private static FaceMeasures Measure(Func<int, int, double> luma) =>
        FaceQuality.Measure([.. Enumerable.Range(0, Side * Side).Select(i => (float)luma(i % Side, i / Side))], Side, Side);
}
