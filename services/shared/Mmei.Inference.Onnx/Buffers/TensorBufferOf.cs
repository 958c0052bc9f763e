using System.Numerics;
using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;
using Mmei.Inference.Onnx.Signatures;

namespace Mmei.Inference.Onnx.Buffers;

/// <summary>A buffer of numbers that lie still in managed memory.</summary>
/// <param name="signature">The input or output.</param>
/// <param name="wrap">Makes the tensor that a model's callers see.</param>
internal sealed unsafe class TensorBufferOf<T>(TensorSignature signature, Func<string, int[], Memory<T>, HostTensor> wrap)
    : TensorBuffer(signature)
    where T : unmanaged, INumberBase<T>
{
    private T[] _memory = [];

    /// <summary>The numbers of the present shape.</summary>
    public Span<T> Values => Current is { } shaped ? _memory.AsSpan(0, Count(shaped.Shape)) : [];

    public override bool IsFinite() => TensorPrimitives.IsFiniteAll<T>(Values);

    protected override bool Holds(int elements) => elements <= _memory.Length;

    protected override void Grow(int elements)
    {
        if (!Holds(elements))
        {
            var doubled = (int)Math.Min(2L * _memory.Length, Array.MaxLength);
            _memory = GC.AllocateUninitializedArray<T>(Math.Max(elements, doubled), pinned: true);
        }
    }

    protected override ShapedTensor Show(int[] shape, int elements)
    {
        // The array is on the pinned heap and outlives the value, which is disposed before the array is let go.
        fixed (T* data = _memory)
        {
            var dimensions = Array.ConvertAll(shape, dimension => (long)dimension);
            var value = OrtValue.CreateTensorValueWithData(
                OrtMemoryInfo.DefaultInstance, Signature.Element, dimensions, (nint)data, (long)elements * sizeof(T));
            return new ShapedTensor(shape, value, wrap(Signature.Name, shape, _memory.AsMemory(0, elements)));
        }
    }

    private static int Count(int[] shape) => shape.Aggregate(1, (product, dimension) => product * dimension);
}
