using Mmei.Inference;

namespace Mmei.Encoders.Vision;

/// <summary>Runs the image model on pictures that all have the model's size.</summary>
internal sealed class PixelBatch(IModelBuffers buffers, int channels, int width, int height) : TokenBatch<float[]>(buffers)
{
    protected override void Fill(IReadOnlyList<float[]> items, IModelBuffers buffers)
    {
        var pixels = buffers.Floats("pixel_values", items.Count, channels, height, width);
        for (var i = 0; i < items.Count; i++)
        {
            items[i].CopyTo(pixels[(i * items[i].Length)..]);
        }
    }
}
