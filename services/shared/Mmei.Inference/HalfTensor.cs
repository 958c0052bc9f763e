namespace Mmei.Inference;

/// <summary>A float16 tensor; <paramref name="values"/> holds the product of <paramref name="shape"/> numbers.</summary>
public sealed class HalfTensor(string name, IReadOnlyList<int> shape, Memory<Half> values) : HostTensor(name, shape)
{
    public Memory<Half> Values { get; } = values;
}
