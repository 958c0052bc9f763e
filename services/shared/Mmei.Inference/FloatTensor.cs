namespace Mmei.Inference;

/// <summary>A float32 tensor; <paramref name="values"/> holds the product of <paramref name="shape"/> numbers.</summary>
public sealed class FloatTensor(string name, IReadOnlyList<int> shape, Memory<float> values) : HostTensor(name, shape)
{
    public Memory<float> Values { get; } = values;
}
