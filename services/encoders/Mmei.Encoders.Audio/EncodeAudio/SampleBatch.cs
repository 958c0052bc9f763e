using Mmei.Contracts.V1;
using Mmei.Inference;

namespace Mmei.Encoders.Audio;

/// <summary>Runs the audio model on sounds of one length.</summary>
internal sealed class SampleBatch(IModel model) : IBatchRunner<float[], EncodedTensor>
{
    public int Length(float[] item) => item.Length;

    public IReadOnlyList<EncodedTensor> Run(IReadOnlyList<float[]> items)
    {
        var samples = new FloatTensor("input_values", [items.Count, items[0].Length], items.SelectMany(s => s).ToArray());
        using var outputs = model.Run([samples]);
        return TokenOutputs.Pack(outputs, items.Count);
    }
}
