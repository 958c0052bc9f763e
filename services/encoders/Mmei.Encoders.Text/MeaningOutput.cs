using System.Numerics.Tensors;
using System.Text.Json;
using Mmei.Contracts.Tensors;
using Mmei.Contracts.V1;
using Mmei.Inference;
using Mmei.Inference.Manifest;

namespace Mmei.Encoders.Text;

/// <summary>A model's output of vectors in the <see cref="MeaningSpace"/>, float32 [batch, 384].</summary>
internal sealed class MeaningOutput
{
    /// <summary>How far beyond 1 a length in single precision may be.</summary>
    private const float Slack = 1e-2f;

    private readonly string _name;

    private MeaningOutput(string name) => _name = name;

    /// <summary>The model's output of this name; null where it has none, as it need not.</summary>
    /// <exception cref="ModelLoadException">It has another shape or type.</exception>
    public static MeaningOutput? Of(ModelManifest manifest, string name)
    {
        var output = manifest.Outputs.SingleOrDefault(output => output.Name == name);
        return output is null ? null
            : output is { Type: "float32", Shape: [_, { ValueKind: JsonValueKind.Number } width] }
                && width.TryGetInt32(out var columns) && columns == MeaningSpace.Dimension ? new MeaningOutput(name)
            : throw new ModelLoadException(
                $"{manifest.Id}: the output '{name}' is {output.Type} [{string.Join(", ", output.Shape)}]; "
                + $"only float32 [batch, {MeaningSpace.Dimension}] is taken, or none.");
    }

    /// <summary>The vector of one input of the batch.</summary>
    /// <param name="outputs">The outputs of a run.</param>
    /// <param name="index">Which input of the batch.</param>
    /// <param name="least">A shorter vector is brought to this length: in half precision little would be left of where it points.</param>
    /// <returns>1 x 384, or null where it points nowhere.</returns>
    /// <exception cref="ModelOutputException">The vector is longer than 1.</exception>
    public EncodedTensor? Read(ModelOutputs outputs, int index, float least)
    {
        var vector = outputs.Floats(_name).Values.Span.Slice(index * MeaningSpace.Dimension, MeaningSpace.Dimension);
        var length = TensorPrimitives.Norm<float>(vector);
        if (length > 1 + Slack)
        {
            throw new ModelOutputException($"The output '{_name}' has the length {length}, at most 1 is meant.");
        }

        if (length == 0)
        {
            return null;
        }

        var sent = new float[MeaningSpace.Dimension];
        TensorPrimitives.Multiply(vector, Math.Max(length, least) / length, sent);
        return TensorCodec.Pack(sent, 1, MeaningSpace.Dimension);
    }
}
