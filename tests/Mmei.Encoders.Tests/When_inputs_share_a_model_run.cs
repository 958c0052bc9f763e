using Mmei.Contracts;
using Mmei.Contracts.V1;
using Mmei.Encoders.Audio;
using Mmei.Encoders.Text;
using Mmei.Encoders.Text.Tokenization;
using Mmei.Encoders.Vision;
using Mmei.Inference;

namespace Mmei.Encoders.Tests;

/// <summary>What a person is perceived as must not depend on who else is perceived at that moment.</summary>
public sealed class When_inputs_share_a_model_run
{
    [Fact]
    public void Should_see_each_picture_as_if_alone()
    {
        var batch = new PixelBatch(Artifacts.Model("face-vit"), 1, 48, 48);
        ShouldNotDependOnNeighbours(batch, [.. Enumerable.Range(1, 5).Select(seed => Noise(48 * 48, seed))]);
    }

    [Fact]
    public void Should_hear_each_sound_as_if_alone()
    {
        var batch = new SampleBatch(Artifacts.Model("speech-wav2vec2"));
        ShouldNotDependOnNeighbours(batch, [.. Enumerable.Range(1, 4).Select(seed => Noise(12_345, seed))]);
    }

    [Fact]
    public void Should_read_each_text_as_if_alone()
    {
        var model = Artifacts.Model("text-bert");
        var tokenizer = new ModelTokenizer(model.Manifest);
        string[] texts = ["No.", "I am so happy that you came back after all those years!", "what a day", string.Join(' ', Enumerable.Repeat("slow rain", 60))];
        ShouldNotDependOnNeighbours(new SentenceBatch(model, tokenizer.PaddingId), [.. texts.Select(tokenizer.Encode)]);
    }

    private static void ShouldNotDependOnNeighbours<TItem>(IBatchRunner<TItem, EncodedTensor> runner, TItem[] items)
    {
        var together = runner.Run(items);
        for (var i = 0; i < items.Length; i++)
        {
            var alone = runner.Run([items[i]])[0];
            together[i].Rows.ShouldBe(alone.Rows);

            // Sums in another order may round to the neighbouring half-precision number.
            TensorCodec.Unpack(together[i]).Zip(TensorCodec.Unpack(alone), (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(5e-3f);
        }
    }

    private static float[] Noise(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() * 2) - 1))];
    }
}
