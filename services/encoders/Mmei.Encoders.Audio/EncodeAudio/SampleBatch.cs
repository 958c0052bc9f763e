using Mmei.Inference;

namespace Mmei.Encoders.Audio;

/// <summary>Runs the audio model on sounds of one length.</summary>
internal sealed class SampleBatch(IModelBuffers buffers) : TokenBatch<float[]>(buffers)
{
    protected override void Fill(IReadOnlyList<float[]> items, IModelBuffers buffers)
    {
        var length = items[0].Length;
        var samples = buffers.Floats("input_values", items.Count, length);
        for (var i = 0; i < items.Count; i++)
        {
            items[i].CopyTo(samples.Slice(i * length, length));
        }
    }
}
