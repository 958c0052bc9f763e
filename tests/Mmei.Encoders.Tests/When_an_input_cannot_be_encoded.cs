using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;

namespace Mmei.Encoders.Tests;

public sealed class When_an_input_cannot_be_encoded(EncoderHost host) : IClassFixture<EncoderHost>
{
    [Fact]
    public async Task Should_say_that_a_picture_is_broken() =>
        ShouldBeRejected(
            await host.EncodeImageAsync(Artifacts.File("face-vit", "drawn-joy.png")[..500]), Modality.Image, RejectionCode.Undecodable);

    [Fact]
    public async Task Should_say_that_it_reads_no_such_picture() =>
        ShouldBeRejected(await host.EncodeImageAsync([.. "GIF89a"u8, .. new byte[50]]), Modality.Image, RejectionCode.Unsupported);

    [Fact]
    public async Task Should_say_that_a_sound_is_broken() =>
        ShouldBeRejected(
            await host.EncodeAudioAsync(Artifacts.File("speech-wav2vec2", "tone-16000.wav")[..40]),
            Modality.Audio,
            RejectionCode.Undecodable);

    [Theory]
    [InlineData("")]
    [InlineData(" \t\n ")]
    [InlineData("\u200B\u0007")]
    public async Task Should_say_that_nothing_was_said(string text) =>
        ShouldBeRejected(await host.EncodeTextAsync(text), Modality.Text, RejectionCode.Empty);

    [Fact]
    public async Task Should_say_that_too_much_was_said() =>
        ShouldBeRejected(await host.EncodeTextAsync(new string('a', 10_001)), Modality.Text, RejectionCode.TooLarge);

    private static void ShouldBeRejected(object answer, Modality modality, RejectionCode code)
    {
        var rejected = answer.ShouldBeOfType<ModalityRejected>();
        rejected.Modality.ShouldBe(modality);
        rejected.Code.ShouldBe(code);
        rejected.Reason.ShouldNotBeEmpty();
    }
}
