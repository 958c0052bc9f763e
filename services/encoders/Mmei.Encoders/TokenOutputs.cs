using Mmei.Contracts;
using Mmei.Contracts.V1;
using Mmei.Inference;

namespace Mmei.Encoders;

/// <summary>Reads what every modality's model returns: tokens [batch, n, 256] and how many of each row are valid.</summary>
public static class TokenOutputs
{
    /// <summary>The valid tokens of each input, as they go on the wire.</summary>
    /// <exception cref="ModelOutputException">The outputs contradict each other, or <paramref name="count"/>.</exception>
    /// <exception cref="TensorFormatException">A value does not fit half precision.</exception>
    public static IReadOnlyList<EncodedTensor> Pack(ModelOutputs outputs, int count)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        var tokens = outputs.Floats("tokens");
        var counts = outputs.Integers("token_counts").Values;
        if (tokens.Shape is not [var batch, var rows, var columns] || batch != count || counts.Length != count)
        {
            throw new ModelOutputException($"Tokens of shape [{string.Join(", ", tokens.Shape)}] and {counts.Length} counts are not those of {count} inputs.");
        }

        var packed = new EncodedTensor[count];
        for (var i = 0; i < count; i++)
        {
            var valid = counts.Span[i];
            if (valid < 1 || valid > rows)
            {
                throw new ModelOutputException($"Input {i} has {valid} valid tokens of {rows}.");
            }

            packed[i] = TensorCodec.Pack(tokens.Values.Span.Slice(i * rows * columns, (int)valid * columns), (int)valid, columns);
        }

        return packed;
    }
}
