using System.Numerics.Tensors;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.Tensors;
using Mmei.Fusion.Join;
using Mmei.Inference;

namespace Mmei.Fusion.Fuse;

/// <summary>
/// Runs the fusion model on a batch of observations, each with any subset of the modalities, in its context or in none. For one caller at a time: the
/// inputs lie in the same memory run after run, which else would be large enough for the heap that only a full collection frees.
/// </summary>
internal sealed class ModalityFuser(IModel model) : IDisposable
{
    private const int Width = PartShape.Width;

    /// <summary>How far from 1 a sum of float32 probabilities, or the length of F, may be.</summary>
    private const double Tolerance = 1e-3;

    private static readonly Modality[] Modalities = Enum.GetValues<Modality>();

    private readonly ContextInputs _context = new(model.Manifest.Labels);
    private readonly IModelBuffers _buffers = model.CreateBuffers();

    public string ModelId => model.Manifest.Id;

    /// <param name="batch">Observations with at least one part each.</param>
    /// <exception cref="TensorFormatException">A part's bytes are malformed or not finite.</exception>
    /// <exception cref="ModelOutputException">The model gave what is no distribution, no unit vector or not finite.</exception>
    public IReadOnlyList<FusedState> Fuse(IReadOnlyList<FusionInput> batch, CancellationToken cancellationToken)
    {
        foreach (var modality in Modalities)
        {
            Fill(modality, batch);
        }

        _context.Fill(batch, _buffers);
        var outputs = _buffers.Run(cancellationToken);
        var emotion = Rows(outputs, "emotion_probabilities", batch.Count);
        var intent = Rows(outputs, "intent_probabilities", batch.Count);
        var weights = Rows(outputs, "weights", batch.Count);
        var fused = outputs.Floats("fused").Values;
        var confidence = outputs.Floats("confidence").Values;
        return
        [
            .. Enumerable.Range(0, batch.Count).Select(i => new FusedState(
                emotion[i], intent[i], weights[i], Probability(confidence.Span[i]), UnitVector(fused.Span.Slice(i * Width, Width)))),
        ];
    }

    public void Dispose() => _buffers.Dispose();

    private void Fill(Modality modality, IReadOnlyList<FusionInput> batch)
    {
#pragma warning disable CA1308 // The model's input names are lower case.
        var name = modality.ToString().ToLowerInvariant();
#pragma warning restore CA1308
        var length = Math.Max(1, batch.Max(input => input.Parts.GetValueOrDefault(modality)?.Tokens.Rows ?? 0));
        var tokens = _buffers.Floats($"{name}_tokens", batch.Count, length, Width);
        var mask = _buffers.Floats($"{name}_mask", batch.Count, length);
        tokens.Clear();
        mask.Clear();
        for (var i = 0; i < batch.Count; i++)
        {
            if (batch[i].Parts.TryGetValue(modality, out var part))
            {
                TensorCodec.Unpack(part.Tokens, tokens.Slice(i * length * Width, length * Width));
                mask.Slice(i * length, part.Tokens.Rows).Fill(1);
            }
        }
    }

    private static double[][] Rows(ModelOutputs outputs, string name, int count)
    {
        var values = outputs.Floats(name).Values.Span;
        var width = values.Length / count;
        var rows = new double[count][];
        for (var i = 0; i < count; i++)
        {
            rows[i] = Distribution(name, values.Slice(i * width, width));
        }

        return rows;
    }

    /// <summary>Float32 probabilities sum to 1 only to some digits; in double they shall sum to 1 exactly enough to be published.</summary>
    private static double[] Distribution(string name, ReadOnlySpan<float> values)
    {
        var row = new double[values.Length];
        var sum = 0.0;
        for (var i = 0; i < row.Length; i++)
        {
            sum += row[i] = values[i] >= 0 ? values[i] : throw new ModelOutputException($"The output '{name}' holds {values[i]}.");
        }

        // Written so that a sum that is not a number fails as well.
        if (!(Math.Abs(sum - 1) <= Tolerance))
        {
            throw new ModelOutputException($"The output '{name}' sums to {sum}.");
        }

        for (var i = 0; i < row.Length; i++)
        {
            row[i] /= sum;
        }

        return row;
    }

    private static float Probability(float value) =>
        value is >= 0 and <= 1 ? value : throw new ModelOutputException($"The confidence is {value}.");

    private static float[] UnitVector(ReadOnlySpan<float> values)
    {
        var length = TensorPrimitives.Norm(values);
        return Math.Abs(length - 1) <= Tolerance ? values.ToArray() : throw new ModelOutputException($"F has the length {length}.");
    }
}
