using Mmei.Contracts.Media;
using Mmei.Contracts.Taxonomy;
using Mmei.Media.Audio;

namespace Mmei.Media.Tests;

public sealed class When_speech_is_prepared
{
    private const int Rate = 16_000;

    private static readonly SpeechWindow Window = new(Rate, MinSeconds: 0.5, MaxSeconds: 4);

    [Fact]
    public void Should_have_zero_mean_and_unit_variance()
    {
        var samples = Prepare(Tone(0.2), Window with { MinSeconds = 0.1 }).Windows.ShouldHaveSingleItem();

        samples.Average(s => (double)s).ShouldBe(0, 1e-6);
        samples.Average(s => (double)s * s).ShouldBe(1, 1e-4);
    }

    [Fact]
    public void Should_pad_a_short_one_with_silence()
    {
        var samples = Prepare(Tone(0.2)).Windows.ShouldHaveSingleItem();

        samples.Length.ShouldBe(8000);
        samples[3200..].Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public void Should_bring_it_to_the_rate_of_the_model() =>
        Prepare(
            Tone(0.2) with { SampleRate = 48_000 }, Window with { MinSeconds = 0 }).Windows.ShouldHaveSingleItem().Length.ShouldBe(1067);

    [Fact]
    public void Should_hear_the_beginning_of_one_that_is_little_longer_than_a_window() =>
        Prepare(Tone(5.9)).Windows.ShouldHaveSingleItem().ShouldBe(Prepare(Tone(4)).Windows.ShouldHaveSingleItem());

    [Theory]
    [InlineData(6.1, 2)]
    [InlineData(8, 2)]
    [InlineData(9.9, 2)]
    [InlineData(10.1, 3)]
    [InlineData(29, 7)]
    public void Should_hear_a_long_one_as_windows_of_one_length(double seconds, int windows)
    {
        var prepared = Prepare(Tone(seconds));

        prepared.Windows.Count.ShouldBe(windows);
        prepared.Windows.ShouldAllBe(samples => samples.Length == 4 * Rate);
        prepared.Quality.Parts.ShouldBe(windows);
        prepared.Quality.Seconds.ShouldNotBeNull().ShouldBe(seconds, 0.001);
        prepared.Quality.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void Should_leave_out_what_is_not_speech()
    {
        var sound = Tone(12);
        sound.Samples.AsSpan(4 * Rate, 4 * Rate).Clear();

        var prepared = Prepare(sound);

        prepared.Windows.Count.ShouldBe(2);
        prepared.Quality.SpeechShare.ShouldNotBeNull().ShouldBe(2.0 / 3, 0.01);
        prepared.Quality.Seconds.ShouldNotBeNull().ShouldBe(12, 0.001);
    }

    [Fact]
    public void Should_put_together_what_is_spoken_before_and_after_a_pause()
    {
        var sound = Tone(3);
        sound.Samples.AsSpan(Rate, Rate).Clear();

        var samples = Prepare(sound).Windows.ShouldHaveSingleItem();

        samples.Length.ShouldBeInRange(2 * Rate, (2 * Rate) + (2 * LoudVoices.Window));
    }

    [Fact]
    public void Should_say_that_it_did_not_hear_all() => Prepare(Tone(40)).Quality.Warnings.ShouldBe([QualityWarning.Shortened]);

    [Fact]
    public void Should_reject_a_sound_in_which_nobody_speaks() =>
        Should.Throw<MediaRejectedException>(() => Prepare(new Waveform(new float[Rate], Rate))).Code.ShouldBe(RejectionCode.NoSpeech);

    [Fact]
    public void Should_warn_of_a_sound_with_little_speech()
    {
        var sound = Tone(4);
        sound.Samples.AsSpan(Rate / 2).Clear();

        var quality = Prepare(sound).Quality;

        quality.SpeechShare.ShouldNotBeNull().ShouldBe(1.0 / 8, 0.01);
        quality.Warnings.ShouldBe([QualityWarning.LittleSpeech]);
    }

    [Fact]
    public void Should_warn_of_a_recording_that_was_too_loud()
    {
        var quality = Prepare(new Waveform([.. Tone(1).Samples.Select(s => Math.Clamp(s * 20, -1, 1))], Rate)).Quality;

        quality.ClippedShare.ShouldNotBeNull().ShouldBeGreaterThan(0.5);
        quality.Warnings.ShouldBe([QualityWarning.Clipped]);
    }

    [Fact]
    public void Should_not_take_a_peak_that_just_fits_for_a_clipped_one() =>
        Prepare(new Waveform([.. Tone(1).Samples.Select(s => s * 5)], Rate)).Quality.ClippedShare.ShouldBe(0);

    private static PreparedSpeech Prepare(Waveform sound, SpeechWindow? to = null) =>
        Speech.Windows(sound, to ?? Window, heardSeconds: 30, new LoudVoices());

    private static Waveform Tone(double seconds) =>
        new([.. Enumerable.Range(0, (int)(seconds * Rate)).Select(n => (float)Math.Sin(n * 0.3) * 0.2f)], Rate);
}
