using Mmei.Inference;
using Mmei.Inference.Manifest;

namespace Mmei.Benchmarks.Pipeline;

/// <summary>A fusion model that answers at once and always the same, so that what is measured is the way to it and from it.</summary>
internal sealed class InstantModel(ModelManifest manifest) : IModel
{
    public ModelManifest Manifest => manifest;

    public IModelBuffers CreateBuffers() => new Buffers();

    public void Dispose()
    {
    }

    private sealed class Buffers : IModelBuffers
    {
        private static readonly (string Name, int Width)[] Outputs =
            [("emotion_probabilities", 7), ("intent_probabilities", 5), ("weights", 3), ("confidence", 1), ("fused", 256)];

        private readonly Dictionary<string, float[]> _inputs = [];
        private int _batch;

        public Span<float> Floats(string input, params ReadOnlySpan<int> shape)
        {
            _batch = shape[0];
            var size = 1;
            foreach (var dimension in shape)
            {
                size *= dimension;
            }

            if (!_inputs.TryGetValue(input, out var values) || values.Length < size)
            {
                _inputs[input] = values = new float[size];
            }

            return values.AsSpan(0, size);
        }

        public Span<long> Integers(string input, params ReadOnlySpan<int> shape) =>
            throw new NotSupportedException("Fusion takes no integers.");

        public ModelOutputs Run(CancellationToken cancellationToken = default) =>
            new([.. Outputs.Select(output => Constant(output.Name, _batch, output.Width))]);

        public void Dispose() => _inputs.Clear();

        /// <summary>Even probabilities; F is a unit vector.</summary>
        private static FloatTensor Constant(string name, int batch, int width)
        {
            var values = new float[batch * width];
            Array.Fill(values, name == "fused" ? 1 / MathF.Sqrt(width) : 1f / width);
            return new FloatTensor(name, [batch, width], values);
        }
    }
}
