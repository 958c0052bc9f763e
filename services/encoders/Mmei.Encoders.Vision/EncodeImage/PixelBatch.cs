using Mmei.Contracts.V1;
using Mmei.Inference;

namespace Mmei.Encoders.Vision;

/// <summary>Runs the image model on pictures that all have the model's size.</summary>
internal sealed class PixelBatch(IModel model, int channels, int width, int height) : IBatchRunner<float[], EncodedTensor>
{
    public int Length(float[] item) => item.Length;

    public IReadOnlyList<EncodedTensor> Run(IReadOnlyList<float[]> items)
    {
        var pixels = new FloatTensor("pixel_values", [items.Count, channels, height, width], items.SelectMany(p => p).ToArray());
        using var outputs = model.Run([pixels]);
        return TokenOutputs.Pack(outputs, items.Count);
    }
}
