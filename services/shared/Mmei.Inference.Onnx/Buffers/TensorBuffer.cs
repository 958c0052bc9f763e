using Microsoft.ML.OnnxRuntime;
using Mmei.Inference.Onnx.Signatures;

namespace Mmei.Inference.Onnx.Buffers;

/// <summary>Memory for one input or output, and the values that show it to ONNX Runtime in the shapes of late.</summary>
internal abstract class TensorBuffer(TensorSignature signature) : IDisposable
{
    /// <summary>Batch sizes times lengths can be many; forgetting them all at once is simple and rare.</summary>
    private const int MostShapes = 256;

    private readonly List<ShapedTensor> _shapes = [];
    private ShapedTensor? _current;

    public TensorSignature Signature => signature;

    /// <summary>The tensor in its present shape; null until it has one.</summary>
    public ShapedTensor? Current => _current;

    /// <summary>Makes the buffer a tensor of <paramref name="shape"/>.</summary>
    /// <exception cref="ModelInputException">A dimension is less than 1.</exception>
    public void Shape(ReadOnlySpan<int> shape)
    {
        if (_current is not null && shape.SequenceEqual(_current.Shape))
        {
            return;
        }

        foreach (var known in _shapes)
        {
            if (shape.SequenceEqual(known.Shape))
            {
                _current = known;
                return;
            }
        }

        var elements = 1;
        foreach (var dimension in shape)
        {
            elements = dimension >= 1
                ? checked(elements * dimension)
                : throw new ModelInputException(
                    $"'{signature.Name}' is given the shape [{string.Join(',', shape.ToArray())}]; a dimension is at least 1.");
        }

        if (!Holds(elements) || _shapes.Count == MostShapes)
        {
            Forget();
            Grow(elements);
        }

        _current = Show(shape.ToArray(), elements);
        _shapes.Add(_current);
    }

    /// <summary>Whether every value of the tensor is a number.</summary>
    public abstract bool IsFinite();

    public void Dispose() => Forget();

    protected abstract bool Holds(int elements);

    /// <summary>Makes room for at least as many elements; nothing points to the memory when this is called.</summary>
    protected abstract void Grow(int elements);

    protected abstract ShapedTensor Show(int[] shape, int elements);

    private void Forget()
    {
        foreach (var shaped in _shapes)
        {
            shaped.Value.Dispose();
        }

        _shapes.Clear();
        _current = null;
    }

    /// <param name="Shape">The dimensions.</param>
    /// <param name="Value">The tensor as ONNX Runtime sees it.</param>
    /// <param name="Host">The same memory as a model's callers see it.</param>
    internal sealed record ShapedTensor(int[] Shape, OrtValue Value, HostTensor Host);
}
