using Mmei.Inference;
using Mmei.Inference.Manifest;

namespace Mmei.Fusion.Tests.Fuse;

/// <summary>A model that keeps what it was asked last.</summary>
internal sealed class RecordingModel(IModel model) : IModel
{
    /// <summary>The float32 inputs of the last run, by name.</summary>
    public Dictionary<string, float[]> Inputs { get; } = [];

    public ModelManifest Manifest => model.Manifest;

    public IModelBuffers CreateBuffers() => new Buffers(model.CreateBuffers(), Inputs);

    public void Dispose() => model.Dispose();

    private sealed class Buffers(IModelBuffers buffers, Dictionary<string, float[]> inputs) : IModelBuffers
    {
        private readonly Dictionary<string, int[]> _shapes = [];

        public Span<float> Floats(string input, params ReadOnlySpan<int> shape)
        {
            _shapes[input] = shape.ToArray();
            return buffers.Floats(input, shape);
        }

        public Span<long> Integers(string input, params ReadOnlySpan<int> shape) => buffers.Integers(input, shape);

        public ModelOutputs Run(CancellationToken cancellationToken = default)
        {
            foreach (var (input, shape) in _shapes)
            {
                inputs[input] = buffers.Floats(input, shape).ToArray();
            }

            return buffers.Run(cancellationToken);
        }

        public void Dispose() => buffers.Dispose();
    }
}
