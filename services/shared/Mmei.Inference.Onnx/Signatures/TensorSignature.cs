using System.Text.Json;
using Microsoft.ML.OnnxRuntime.Tensors;
using Mmei.Inference.Manifest;

namespace Mmei.Inference.Onnx.Signatures;

/// <summary>An input or output as the manifest promises it.</summary>
internal sealed class TensorSignature
{
    private readonly TensorSpec _spec;

    /// <param name="spec">The manifest's words.</param>
    /// <param name="symbols">The model's symbols so far; new ones are added.</param>
    /// <exception cref="ModelLoadException">The type or shape is none a model can have.</exception>
    public TensorSignature(TensorSpec spec, List<string> symbols)
    {
        _spec = spec;
        Element = spec.Type switch
        {
            "float32" => TensorElementType.Float,
            "float16" => TensorElementType.Float16,
            "int64" => TensorElementType.Int64,
            _ => throw new ModelLoadException(
                $"the manifest gives '{Name}' the type '{spec.Type}'; float32, int64 and, of outputs, float16 are served"),
        };
        Dimensions = [.. spec.Shape.Select(dimension => Read(dimension, symbols))];
    }

    public string Name => _spec.Name;

    public TensorElementType Element { get; }

    public IReadOnlyList<Dimension> Dimensions { get; }

    /// <summary>
    /// What is wrong with a tensor of this shape, or null. Sizes of symbols are remembered in <paramref name="sizes"/>, 0 while unknown.
    /// </summary>
    public string? Mismatch(ReadOnlySpan<int> shape, Span<int> sizes)
    {
        if (shape.Length != Dimensions.Count)
        {
            return $"'{Name}' has shape {Text(shape)}, not {this}";
        }

        if (shape.ContainsAnyExceptInRange(1, int.MaxValue))
        {
            return $"'{Name}' has shape {Text(shape)}; a dimension is at least 1";
        }

        for (var i = 0; i < shape.Length; i++)
        {
            var (size, symbol) = Dimensions[i];
            if (symbol >= 0 && sizes[symbol] == 0)
            {
                sizes[symbol] = shape[i];
            }

            var wanted = symbol >= 0 ? sizes[symbol] : size;
            if (shape[i] != wanted)
            {
                return $"'{Name}' has shape {Text(shape)}, not {this}{(symbol >= 0 ? $" with {_spec.Shape[i]} = {wanted}" : "")}";
            }
        }

        return null;
    }

    /// <summary>The shape as the manifest writes it.</summary>
    public override string ToString() => $"[{string.Join(',', _spec.Shape)}]";

    private static string Text(ReadOnlySpan<int> shape) => $"[{string.Join(',', shape.ToArray())}]";

    private Dimension Read(JsonElement dimension, List<string> symbols)
    {
        if (dimension.ValueKind == JsonValueKind.Number && dimension.TryGetInt32(out var size) && size > 0)
        {
            return new Dimension(size, -1);
        }

        if (dimension.ValueKind != JsonValueKind.String || dimension.GetString() is not { Length: > 0 } symbol)
        {
            throw new ModelLoadException($"the manifest gives '{Name}' the shape {this}: a dimension is a positive number or a name");
        }

        if (!symbols.Contains(symbol))
        {
            symbols.Add(symbol);
        }

        return new Dimension(0, symbols.IndexOf(symbol));
    }
}
