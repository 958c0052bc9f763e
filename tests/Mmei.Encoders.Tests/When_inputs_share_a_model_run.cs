using Mmei.Contracts.Tensors;
using Mmei.Contracts.V1;
using Mmei.Encoders.Models;
using Mmei.Encoders.Text.Tokenization;
using Mmei.Inference;
using Mmei.Inference.Manifest;

namespace Mmei.Encoders.Tests;

/// <summary>What a person is perceived as must not depend on who else is perceived at that moment.</summary>
public sealed class When_inputs_share_a_model_run
{
    [Fact]
    public void Should_see_each_picture_as_if_alone() =>
        ShouldNotDependOnNeighbours("face-vit", ModelOf.Image, [.. Enumerable.Range(1, 5).Select(seed => Noise(48 * 48, seed))]);

    [Fact]
    public void Should_hear_each_sound_as_if_alone() =>
        ShouldNotDependOnNeighbours("speech-wav2vec2", ModelOf.Speech, [.. Enumerable.Range(1, 4).Select(seed => Noise(12_345, seed))]);

    [Fact]
    public void Should_read_each_text_as_if_alone()
    {
        var tokenizer = TextTokenizer.Of(Artifacts.Model("text-bert").Manifest);
        string[] texts = ["No.", "I am so happy that you came back after all those years!", "what a day",
            string.Join(' ', Enumerable.Repeat("slow rain", 60))];
        ShouldNotDependOnNeighbours("text-bert", ModelOf.Text, [.. texts.Select(tokenizer.Encode)]);
    }

    /// <summary>Together, in reverse order, and each alone.</summary>
    private static void ShouldNotDependOnNeighbours<TInput, TItem>(
        string name, Func<ModelManifest, EncoderModel<TInput, TItem, ModalityEncoding>> build, TItem[] items)
    {
        var engine = Artifacts.Model(name);
        var model = build(engine.Manifest);
        using var batch = engine.CreateBuffers();
        var together = Run(model, batch, items);
        var reversed = Run(model, batch, [.. items.Reverse()]);
        for (var i = 0; i < items.Length; i++)
        {
            var alone = Run(model, batch, [items[i]])[0];
            ShouldBeNear(together[i], alone);
            ShouldBeNear(reversed[items.Length - 1 - i], alone);
        }
    }

    private static EncodedTensor[] Run<TInput, TItem>(
        EncoderModel<TInput, TItem, ModalityEncoding> model, IModelBuffers buffers, TItem[] items)
    {
        model.Fill(items, buffers);
        var outputs = buffers.Run(TestContext.Current.CancellationToken);
        return [.. Enumerable.Range(0, items.Length).Select(index => model.Read(outputs, index, items.Length).Tokens)];
    }

    /// <summary>Sums in another order may round to the neighbouring half-precision number.</summary>
    private static void ShouldBeNear(EncodedTensor actual, EncodedTensor expected)
    {
        actual.Rows.ShouldBe(expected.Rows);
        TensorCodec.Unpack(actual).Zip(
            TensorCodec.Unpack(expected), (a, e) => Math.Abs(a - e) / Math.Max(1, Math.Abs(e))).Max().ShouldBeLessThan(2e-3f);
    }

    private static float[] Noise(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() * 2) - 1))];
    }
}
