using Mmei.Contracts.Tensors;
using Mmei.Contracts.V1;
using Mmei.Inference;

namespace Mmei.Encoders.Models;

/// <summary>Reads what every modality's model returns: tokens [batch, n, 256] and how many of each row are valid.</summary>
public static class TokenOutputs
{
    /// <summary>The valid tokens of one input, as they go on the wire.</summary>
    /// <param name="outputs">The outputs of a run.</param>
    /// <param name="index">Which input of the batch.</param>
    /// <param name="count">Inputs in the batch.</param>
    /// <exception cref="ModelOutputException">The outputs contradict each other, or <paramref name="count"/>.</exception>
    /// <exception cref="TensorFormatException">A value does not fit half precision.</exception>
    public static EncodedTensor Pack(ModelOutputs outputs, int index, int count)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        var tokens = outputs["tokens"];
        var counts = outputs.Integers("token_counts").Values.Span;
        if (tokens.Shape is not [var batch, var rows, var columns] || batch != count || counts.Length != count)
        {
            throw new ModelOutputException(
                $"Tokens of shape [{string.Join(", ", tokens.Shape)}] and {counts.Length} counts are not those of {count} inputs.");
        }

        if (counts[index] < 1 || counts[index] > rows)
        {
            throw new ModelOutputException($"Input {index} has {counts[index]} valid tokens of {rows}.");
        }

        var valid = (int)counts[index];
        var (start, length) = (index * rows * columns, valid * columns);
        return tokens switch
        {
            HalfTensor halves => TensorCodec.PackHalf(halves.Values.Span.Slice(start, length), valid, columns),
            FloatTensor floats => TensorCodec.Pack(floats.Values.Span.Slice(start, length), valid, columns),
            _ => throw new ModelOutputException($"Tokens are floating-point numbers, not a {tokens.GetType().Name}."),
        };
    }

    /// <summary>The mean of several inputs' tokens, place by place, over those that have one there.</summary>
    /// <param name="items">Windows of a sound or frames of a video, each n x 256; at least one.</param>
    public static EncodedTensor Mean(IReadOnlyList<EncodedTensor> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        var longest = items.MaxBy(item => item.Rows)!;
        var sums = new float[longest.Rows * longest.Columns];
        var counts = new int[longest.Rows];
        foreach (var item in items)
        {
            var values = TensorCodec.Unpack(item);
            for (var row = 0; row < item.Rows; row++)
            {
                counts[row]++;
                for (var i = row * item.Columns; i < (row + 1) * item.Columns; i++)
                {
                    sums[i] += values[i];
                }
            }
        }

        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] /= counts[i / longest.Columns];
        }

        return TensorCodec.Pack(sums, longest.Rows, longest.Columns);
    }
}
