using Mmei.Media.Audio;

namespace Mmei.Media.Tests;

public sealed class When_a_sound_is_resampled
{
    public static IEnumerable<TheoryDataRow<int>> Rates => Fixture.Read<Resampling>("resample").Select(c => new TheoryDataRow<int>(c.Rate));

    [Theory]
    [MemberData(nameof(Rates))]
    public void Should_give_the_numbers_of_torchaudio(int rate)
    {
        var expected = Fixture.Read<Resampling>("resample").Single(c => c.Rate == rate);
        var sound = new Waveform([.. Enumerable.Range(0, expected.Count).Select(Sample)], rate);

        var actual = Resampler.Resample(sound, 16_000).Samples;

        // torchaudio computes its kernels in single precision.
        actual.Length.ShouldBe(expected.Values.Length);
        actual.Zip(expected.Values, (a, e) => Math.Abs(a - e)).Max().ShouldBeLessThan(2e-5f);
    }

    [Fact]
    public void Should_leave_the_wanted_rate_alone()
    {
        var sound = new Waveform([0.1f, 0.2f], 16_000);

        Resampler.Resample(sound, 16_000).ShouldBeSameAs(sound);
    }

    [Fact]
    public void Should_give_the_same_again_from_a_kept_kernel()
    {
        var sound = new Waveform([.. Enumerable.Range(0, 500).Select(Sample)], 44_100);

        Resampler.Resample(sound, 16_000).Samples.ShouldBe(Resampler.Resample(sound, 16_000).Samples);
    }

    private static float Sample(int n) => (float)((0.6 * Math.Sin(0.11 * n)) + (0.3 * Math.Sin((1.9 * n) + 1)));

    internal sealed record Resampling(int Rate, int Count, float[] Values);
}
