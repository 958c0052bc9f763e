using Mmei.Inference;

namespace Mmei.Benchmarks.Pipeline;

/// <summary>A fusion model that answers at once and always the same, so that what is measured is the way to it and from it.</summary>
internal sealed class InstantModel(ModelManifest manifest) : IModel
{
    private static readonly (string Name, int Width)[] Outputs =
        [("emotion_probabilities", 7), ("intent_probabilities", 5), ("weights", 3), ("confidence", 1), ("fused", 256)];

    public ModelManifest Manifest => manifest;

    public ModelOutputs Run(IReadOnlyList<HostTensor> inputs, CancellationToken cancellationToken = default)
    {
        var batch = inputs[0].Shape[0];
        return new ModelOutputs([.. Outputs.Select(output => Constant(output.Name, batch, output.Width))]);
    }

    public IModelBuffers CreateBuffers() => throw new NotSupportedException("Fusion runs without buffers.");

    public void Dispose()
    {
    }

    /// <summary>Even probabilities; F is a unit vector.</summary>
    private static FloatTensor Constant(string name, int batch, int width)
    {
        var values = new float[batch * width];
        Array.Fill(values, name == "fused" ? 1 / MathF.Sqrt(width) : 1f / width);
        return new FloatTensor(name, [batch, width], values);
    }
}
