using System.Numerics.Tensors;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.Tensors;
using Mmei.Fusion.Join;
using Mmei.Inference;

namespace Mmei.Fusion.Fuse;

/// <summary>
/// Runs the fusion model on a batch of observations, each with any subset of the modalities, in its context or in none. For one caller at
/// a time: the inputs lie in the same memory run after run, which else would be of the heap that only a full collection frees.
/// </summary>
internal sealed class FusionModel(IModel model) : IDisposable
{
    private const int Width = TokenShape.Width;

    /// <summary>How far from 1 a sum of float32 probabilities, or the length of F, may be.</summary>
    private const double Tolerance = 1e-3;

    private static readonly Modality[] Modalities = Enum.GetValues<Modality>();

    private readonly ContextInputs _context = new(model.Manifest.Labels);
    private readonly LateFusion _late = new(model.Manifest);
    private readonly IModelBuffers _buffers = model.CreateBuffers();

    public string Id => model.Manifest.Id;

    /// <param name="batch">Observations with at least one modality each.</param>
    /// <exception cref="TensorFormatException">Tokens are malformed or not finite.</exception>
    /// <exception cref="ModelOutputException">The model gave what is no distribution, no unit vector or not finite.</exception>
    public IReadOnlyList<FusionOutput> Run(IReadOnlyList<FusionInput> batch, CancellationToken cancellationToken)
    {
        foreach (var modality in Modalities)
        {
            Fill(modality, batch);
        }

        _context.Fill(batch, _buffers);
        var outputs = _buffers.Run(cancellationToken);
        var emotion = Distributions(outputs, "emotion_probabilities", batch.Count);
        var intent = Distributions(outputs, "intent_probabilities", batch.Count);
        var weights = Distributions(outputs, "weights", batch.Count);
        var fused = outputs.Floats("fused").Values;
        var confidence = outputs.Floats("confidence").Values;
        return
        [
            .. batch.Select((input, i) => _late.Pool(
                new FusionOutput(
                    emotion[i], intent[i], weights[i], Probability(confidence.Span[i]), UnitVector(fused.Span.Slice(i * Width, Width))),
                input)),
        ];
    }

    public void Dispose() => _buffers.Dispose();

    private void Fill(Modality modality, IReadOnlyList<FusionInput> batch)
    {
        var name = modality.Name();
        var length = Math.Max(1, batch.Max(input => input.Encoded.GetValueOrDefault(modality)?.Tokens.Rows ?? 0));
        var tokens = _buffers.Floats($"{name}_tokens", batch.Count, length, Width);
        var mask = _buffers.Floats($"{name}_mask", batch.Count, length);
        tokens.Clear();
        mask.Clear();
        for (var i = 0; i < batch.Count; i++)
        {
            if (batch[i].Encoded.TryGetValue(modality, out var encoded))
            {
                TensorCodec.Unpack(encoded.Tokens, tokens.Slice(i * length * Width, length * Width));
                mask.Slice(i * length, encoded.Tokens.Rows).Fill(1);
            }
        }
    }

    private static double[][] Distributions(ModelOutputs outputs, string name, int count)
    {
        var values = outputs.Floats(name).Values;
        var width = values.Length / count;
        return [.. Enumerable.Range(0, count).Select(i => Distribution(name, values.Span.Slice(i * width, width)))];
    }

    /// <summary>Float32 probabilities sum to 1 only to some digits; in double they shall sum to 1 exactly enough to be published.</summary>
    private static double[] Distribution(string name, ReadOnlySpan<float> values)
    {
        var probabilities = new double[values.Length];
        TensorPrimitives.ConvertChecked(values, probabilities);
        var (least, sum) = (TensorPrimitives.Min<double>(probabilities), TensorPrimitives.Sum<double>(probabilities));

        // Written so that what is not a number fails as well.
        if (!(least >= 0 && Math.Abs(sum - 1) <= Tolerance))
        {
            throw new ModelOutputException($"The output '{name}' is no distribution: its least value is {least}, its sum {sum}.");
        }

        TensorPrimitives.Divide(probabilities, sum, probabilities);
        return probabilities;
    }

    private static float Probability(float value) =>
        value is >= 0 and <= 1 ? value : throw new ModelOutputException($"The confidence is {value}.");

    private static float[] UnitVector(ReadOnlySpan<float> values)
    {
        var length = TensorPrimitives.Norm(values);
        return Math.Abs(length - 1) <= Tolerance ? values.ToArray() : throw new ModelOutputException($"F has the length {length}.");
    }
}
