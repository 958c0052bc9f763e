using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.Tensors;
using Mmei.Contracts.V1;

namespace Mmei.Encoders.Tests;

public sealed class When_an_input_is_encoded(EncoderHost host) : IClassFixture<EncoderHost>
{
    [Fact]
    public async Task Should_send_the_tokens_of_a_picture() =>
        ShouldBeEncoded(await host.EncodeImageAsync(Artifacts.File("face-vit", "drawn-joy.png")), Modality.Image, "face-vit@1");

    [Fact]
    public async Task Should_send_the_tokens_of_a_sound() =>
        ShouldBeEncoded(
            await host.EncodeAudioAsync(Artifacts.File("voice-detector", "speech.wav")), Modality.Audio, "speech-wav2vec2@1");

    [Fact]
    public async Task Should_send_the_tokens_of_a_text() =>
        ShouldBeEncoded(await host.EncodeTextAsync("I am so glad to see you!"), Modality.Text, "text-bert@1");

    [Fact]
    public async Task Should_send_fewer_tokens_for_a_shorter_text()
    {
        var shorter = (ModalityEncoded)await host.EncodeTextAsync("Hi.");
        var longer = (ModalityEncoded)await host.EncodeTextAsync("It rained all night and the river came up to the door of the old house.");

        shorter.Tokens.Rows.ShouldBeLessThan(longer.Tokens.Rows);
    }

    [Fact]
    public async Task Should_answer_every_one_of_many()
    {
        var image = Artifacts.File("face-vit", "drawn-fear-small.png");
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 60).Select(i => i % 2 == 0 ? host.EncodeImageAsync(image) : host.EncodeTextAsync($"word {i}")));

        answers.ShouldAllBe(answer => answer is ModalityEncoded);
    }

    [Fact]
    public async Task Should_send_the_embedding_of_an_item()
    {
        var item = new EncodeItem
        {
            TenantId = "t",
            ItemId = "slow-tide",
            Revision = 7,
            Title = "Slow Tide",
            Description = "Soft pads.",
            Tags = ["ambient", "sea"],
        };

        var encoded = await host.EncodeItemAsync(item);

        encoded.Revision.ShouldBe(7);
        encoded.Model.ShouldBe("content-bert@1");
        TensorCodec.Unpack(encoded.Embedding).Sum(v => v * v).ShouldBe(1, 1e-2f);
        encoded.EmotionProfile.Sum().ShouldBe(1, 1e-4);
        encoded.EmotionProfile.Count.ShouldBe(7);
        encoded.IntentProfile.Sum().ShouldBe(1, 1e-4);
        encoded.IntentProfile.Count.ShouldBe(5);
    }

    private static void ShouldBeEncoded(object answer, Modality modality, string model)
    {
        var encoded = answer.ShouldBeOfType<ModalityEncoded>();
        encoded.Modality.ShouldBe(modality);
        encoded.Model.ShouldBe(model);
        encoded.Tokens.Rows.ShouldBeInRange(1, 32);
        encoded.Tokens.Columns.ShouldBe(256);
        (encoded.Wish is not null).ShouldBe(modality == Modality.Text);
        encoded.Emotion.ShouldNotBeNull().Sum().ShouldBe(1, 1e-4f);
        TensorCodec.Unpack(encoded.Tokens).Chunk(256).ShouldAllBe(token => token.Any(v => v != 0));
        encoded.Timings.InferMs.ShouldBeGreaterThan(0);
        encoded.Timings.TotalMs.ShouldBeGreaterThanOrEqualTo(encoded.Timings.PreprocessMs + encoded.Timings.InferMs);
    }
}
