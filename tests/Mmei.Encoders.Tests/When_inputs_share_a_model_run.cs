using Mmei.Contracts.Tensors;
using Mmei.Contracts.V1;
using Mmei.Encoders.Audio;
using Mmei.Encoders.Text;
using Mmei.Encoders.Text.Tokenization;
using Mmei.Encoders.Vision;
using Mmei.Inference.Batching;

namespace Mmei.Encoders.Tests;

/// <summary>What a person is perceived as must not depend on who else is perceived at that moment.</summary>
public sealed class When_inputs_share_a_model_run
{
    [Fact]
    public void Should_see_each_picture_as_if_alone()
    {
        using var batch = new PixelBatch(Artifacts.Model("face-vit").CreateBuffers(), 1, 48, 48);
        ShouldNotDependOnNeighbours(batch, [.. Enumerable.Range(1, 5).Select(seed => Noise(48 * 48, seed))]);
    }

    [Fact]
    public void Should_hear_each_sound_as_if_alone()
    {
        using var batch = new SampleBatch(Artifacts.Model("speech-wav2vec2").CreateBuffers());
        ShouldNotDependOnNeighbours(batch, [.. Enumerable.Range(1, 4).Select(seed => Noise(12_345, seed))]);
    }

    [Fact]
    public void Should_read_each_text_as_if_alone()
    {
        var model = Artifacts.Model("text-bert");
        var tokenizer = new ModelTokenizer(model.Manifest);
        string[] texts = ["No.", "I am so happy that you came back after all those years!", "what a day", string.Join(' ', Enumerable.Repeat("slow rain", 60))];
        using var batch = new SentenceBatch(model.CreateBuffers(), tokenizer.PaddingId);
        ShouldNotDependOnNeighbours(batch, [.. texts.Select(tokenizer.Encode)]);
    }

    /// <summary>Together, in reverse order, and each alone.</summary>
    private static void ShouldNotDependOnNeighbours<TItem>(IBatch<TItem, EncodedTensor> batch, TItem[] items)
    {
        var together = Run(batch, items);
        var reversed = Run(batch, [.. items.Reverse()]);
        for (var i = 0; i < items.Length; i++)
        {
            var alone = Run(batch, [items[i]])[0];
            ShouldBeNear(together[i], alone);
            ShouldBeNear(reversed[items.Length - 1 - i], alone);
        }
    }

    private static EncodedTensor[] Run<TItem>(IBatch<TItem, EncodedTensor> batch, TItem[] items)
    {
        batch.Fill(items);
        batch.Run(TestContext.Current.CancellationToken);
        return [.. Enumerable.Range(0, items.Length).Select(batch.Read)];
    }

    /// <summary>Sums in another order may round to the neighbouring half-precision number.</summary>
    private static void ShouldBeNear(EncodedTensor actual, EncodedTensor expected)
    {
        actual.Rows.ShouldBe(expected.Rows);
        TensorCodec.Unpack(actual).Zip(TensorCodec.Unpack(expected), (a, e) => Math.Abs(a - e) / Math.Max(1, Math.Abs(e))).Max().ShouldBeLessThan(2e-3f);
    }

    private static float[] Noise(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() * 2) - 1))];
    }
}
