namespace Mmei.Inference;

/// <summary>An int64 tensor; <paramref name="values"/> holds the product of <paramref name="shape"/> numbers.</summary>
public sealed class Int64Tensor(string name, IReadOnlyList<int> shape, Memory<long> values) : HostTensor(name, shape)
{
    public Memory<long> Values { get; } = values;
}
