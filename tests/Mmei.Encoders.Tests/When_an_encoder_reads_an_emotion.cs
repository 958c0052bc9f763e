using Mmei.Encoders.Models;
using Mmei.Inference;
using Mmei.Inference.Manifest;
using Mmei.Testing;

namespace Mmei.Encoders.Tests;

/// <summary>What an encoder's own head says of its modality alone.</summary>
public sealed class When_an_encoder_reads_an_emotion
{
    private static readonly ModelManifest Face = ModelManifest.Load(Path.Combine(Repository.Root, "models", "artifacts", "face-vit", "1"));

    [Fact]
    public void Should_give_the_probabilities_of_its_place_in_the_batch()
    {
        var logits = Enumerable.Repeat(MathF.Log(2), 7).Concat([100, 100 + MathF.Log(2), 100, 100, 100, 100, 100]).ToArray();

        var (first, second) = (Read(logits, 0), Read(logits, 1));

        first.ShouldAllBe(probability => Math.Abs(probability - (1f / 7)) < 1e-6f);
        second[1].ShouldBe(0.25f, 1e-4f);
        second[0].ShouldBe(0.125f, 1e-4f);
    }

    [Fact]
    public void Should_refuse_what_is_not_finite() =>
        Should.Throw<ModelOutputException>(() => Read([1, float.NaN, 0, 0, 0, 0, 0], 0)).Message
            .ShouldBe("The output 'emotion_logits' is not finite.");

    [Fact]
    public void Should_have_none_of_a_model_without_a_head() =>
        EmotionOutput.Of(Face with { Outputs = [.. Face.Outputs.Where(output => output.Name != "emotion_logits")] }).ShouldBeNull();

    [Fact]
    public void Should_not_serve_a_model_that_means_other_emotions_by_its_places()
    {
        var other = Face with { Labels = new LabelSpec { Emotion = ["joy", "anger"] } };

        Should.Throw<ModelLoadException>(() => EmotionOutput.Of(other)).Message.ShouldBe(
            "face-vit@1: the output 'emotion_logits' is float32 [batch, 7] of joy, anger; "
            + "only float32 [batch, 7] of Anger, Disgust, Fear, Joy, Neutral, Sadness, Surprise is taken, or none.");
    }

    [Fact]
    public void Should_read_of_several_frames_what_they_say_on_average()
    {
        float[] joy = [0, 0, 0, 1, 0, 0, 0], even = [.. Enumerable.Repeat(1f / 7, 7)];

        EmotionOutput.Mean([joy, even]).ShouldNotBeNull()[3].ShouldBe(4f / 7, 1e-6f);
        EmotionOutput.Mean([joy, null]).ShouldBeNull();
    }

    private static IReadOnlyList<float> Read(float[] logits, int index) =>
        EmotionOutput.Of(Face)!.Read(new ModelOutputs([new FloatTensor("emotion_logits", [logits.Length / 7, 7], logits)]), index);
}
