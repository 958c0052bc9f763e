using Mmei.Inference;
using Mmei.Inference.Manifest;

namespace Mmei.Encoders.Tests;

/// <summary>A model whose every run fails.</summary>
internal sealed class BrokenModel(ModelManifest manifest) : IModel
{
    public ModelManifest Manifest => manifest;

    public int BuffersMade { get; private set; }

    public IModelBuffers CreateBuffers()
    {
        BuffersMade++;
        return new Buffers();
    }

    public void Dispose()
    {
    }

    private sealed class Buffers : IModelBuffers
    {
        public Span<float> Floats(string input, params ReadOnlySpan<int> shape) => new float[shape[0] * shape[1]];

        public Span<long> Integers(string input, params ReadOnlySpan<int> shape) => throw new NotSupportedException();

        public ModelOutputs Run(CancellationToken cancellationToken = default) => throw new ModelOutputException("It is broken.");

        public void Dispose()
        {
        }
    }
}
