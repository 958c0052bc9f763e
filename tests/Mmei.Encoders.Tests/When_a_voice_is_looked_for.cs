using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Encoders.Audio;
using Mmei.Inference;
using Mmei.Media;
using Mmei.Media.Audio;

namespace Mmei.Encoders.Tests;

public sealed class When_a_voice_is_looked_for(EncoderHost host) : IClassFixture<EncoderHost>
{
    private static readonly double[] Melody = [262, 294, 330, 392, 349, 440, 392, 523];

    [Theory]
    [InlineData("speech")]
    [InlineData("noise")]
    public async Task Should_hear_the_same_as_in_training(string name)
    {
        using var voices = new VoiceDetector(Artifacts.Model("voice-detector"));
        var known = Artifacts.CasesWithSource("voice-detector").Single(c => c.Name == name);
        var sound = await new AudioDecoder(new AudioLimits(), TimeProvider.System).DecodeAsync(
            MediaFile.Of(Artifacts.File("voice-detector", known.Source!.File!)), 30, TestContext.Current.CancellationToken);

        var probabilities = voices.Detect(sound.Samples);

        probabilities.Length.ShouldBe(known.Outputs["speech"].Data.Length);
        probabilities.Zip(known.Outputs["speech"].Data, (a, e) => Math.Abs(a - e)).Max().ShouldBeLessThan(1e-3);
        voices.Rule.Find(probabilities, sound.Samples.Length).Parts
            .Select(part => new[] { part.Start.Value, part.End.Value }).ShouldBe(known.Segments.ShouldNotBeNull());
    }

    [Fact]
    public void Should_use_its_buffers_again_after_a_run_that_failed()
    {
        using var model = new BrokenModel(Artifacts.Model("voice-detector").Manifest);
        using var voices = new VoiceDetector(model);

        for (var run = 0; run < 3; run++)
        {
            Should.Throw<ModelOutputException>(() => voices.Detect(Noise(1, 2_000)));
        }

        model.BuffersMade.ShouldBe(1);
    }

    [Fact]
    public async Task Should_hear_each_of_many_sounds_as_if_alone()
    {
        using var voices = new VoiceDetector(Artifacts.Model("voice-detector"));
        float[][] sounds = [.. Enumerable.Range(1, 8).Select(seed => Noise(seed, 500 * seed))];
        var alone = sounds.Select(sound => voices.Detect(sound)).ToArray();

        var together = await Task.WhenAll(sounds.Select(sound => Task.Run(() => voices.Detect(sound))));

        together.ShouldBe(alone);
    }

    [Fact]
    public async Task Should_say_how_much_of_a_sound_is_speech()
    {
        var encoded = (await host.EncodeAudioAsync(Artifacts.File("voice-detector", "speech.wav"))).ShouldBeOfType<ModalityEncoded>();

        encoded.Quality.ShouldNotBeNull().SpeechShare.ShouldNotBeNull().ShouldBeInRange(0.3, 0.6);
    }

    [Theory]
    [InlineData("silence")]
    [InlineData("offset")]
    [InlineData("tone")]
    [InlineData("melody")]
    [InlineData("noise")]
    [InlineData("rain")]
    [InlineData("moment")]
    [InlineData("hum")]
    [InlineData("clicks")]
    [InlineData("full scale")]
    [InlineData("almost silence")]
    public async Task Should_reject_what_is_not_speech(string kind)
    {
        var random = new Random(1);
        var sound = kind switch
        {
            "silence" => MadeSound.Wav(3, _ => 0),
            "offset" => MadeSound.Wav(3, _ => 0.3),
            "tone" => MadeSound.Wav(3, t => 0.3 * Math.Sin(2 * Math.PI * 440 * t)),
            "melody" => MadeSound.Wav(4, t => 0.3 * Math.Exp(-4 * (t % 0.5)) * Harmonics(t, Melody[(int)(t * 2) % Melody.Length])),
            "noise" => MadeSound.Wav(3, _ => 0.2 * ((2 * random.NextDouble()) - 1)),
            "rain" => MadeSound.Wav(3, _ => random.Next(200) == 0 ? random.NextDouble() - 0.5 : 0.02 * (random.NextDouble() - 0.5)),
            "hum" => MadeSound.Wav(3, t => 0.1 * Harmonics(t, 50)),
            "clicks" => MadeSound.Wav(3, t => t % 0.5 < 0.001 ? 0.9 : 0),
            "full scale" => MadeSound.Wav(3, _ => 1),
            "almost silence" => MadeSound.Wav(3, _ => random.Next(-1, 2) / 32_768.0),
            _ => MadeSound.Wav(0.2, t => 0.3 * Math.Sin(2 * Math.PI * 440 * t)),
        };

        var rejected = (await host.EncodeAudioAsync(sound)).ShouldBeOfType<ModalityRejected>();

        rejected.Modality.ShouldBe(Modality.Audio);
        (rejected.Code, rejected.Reason).ShouldBe((RejectionCode.NoSpeech, "Nobody speaks in the sound."));
    }

    [Fact]
    public async Task Should_hear_a_word_of_a_fifth_of_a_second() =>
        (await host.EncodeAudioAsync(MadeSound.Speech(0.6, 0.8))).ShouldBeOfType<ModalityEncoded>().Quality.ShouldNotBeNull()
            .Seconds.ShouldNotBeNull().ShouldBe(0.2, 0.01);

    private static double Harmonics(double time, double pitch) =>
        Enumerable.Range(1, 8).Sum(n => Math.Sin(2 * Math.PI * pitch * n * time) / n);

    private static float[] Noise(int seed, int length)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (float)(random.NextDouble() - 0.5))];
    }
}
