namespace Mmei.Inference;

/// <summary>A dense, row-major tensor in host memory, named as the model names it.</summary>
public abstract class HostTensor(string name, IReadOnlyList<int> shape)
{
    public string Name { get; } = name;

    public IReadOnlyList<int> Shape { get; } = shape;
}
