using Mmei.Contracts.V1;

namespace Mmei.Media.Tests;

public sealed class When_speech_is_prepared
{
    private static readonly Waveform tone = new([.. Enumerable.Range(0, 3200).Select(n => (float)Math.Sin(n * 0.3) * 0.2f)], 16_000);

    [Fact]
    public void Should_have_zero_mean_and_unit_variance()
    {
        var samples = Speech.Prepare(tone, 16_000, 0.1, 4);

        samples.Average(s => (double)s).ShouldBe(0, 1e-6);
        samples.Average(s => (double)s * s).ShouldBe(1, 1e-4);
    }

    [Fact]
    public void Should_keep_the_beginning_of_a_long_one() =>
        Speech.Prepare(tone, 16_000, 0.01, 0.05).ShouldBe(Speech.Prepare(new Waveform(tone.Samples[..800], 16_000), 16_000, 0.01, 0.05));

    [Fact]
    public void Should_pad_a_short_one_with_silence()
    {
        var samples = Speech.Prepare(tone, 16_000, 0.5, 4);

        samples.Length.ShouldBe(8000);
        samples[3200..].Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public void Should_bring_it_to_the_rate_of_the_model() =>
        Speech.Prepare(tone with { SampleRate = 48_000 }, 16_000, 0, 4).Length.ShouldBe(1067);

    [Fact]
    public void Should_reject_silence() =>
        Should.Throw<MediaRejectedException>(() => Speech.Prepare(new Waveform(new float[16_000], 16_000), 16_000, 0.5, 4))
            .Code.ShouldBe(RejectionCode.Empty);
}
