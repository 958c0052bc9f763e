namespace Mmei.Inference;

/// <summary>What a model run returned, by name. Own its buffers until disposed; copy what outlives it.</summary>
public sealed class ModelOutputs(IReadOnlyList<HostTensor> tensors, IDisposable? owner = null) : IDisposable
{
    /// <exception cref="ModelOutputException">The model has no such output.</exception>
    public HostTensor this[string name] => Get<HostTensor>(name);

    /// <inheritdoc cref="this[string]"/>
    public FloatTensor Floats(string name) => Get<FloatTensor>(name);

    /// <inheritdoc cref="this[string]"/>
    public Int64Tensor Integers(string name) => Get<Int64Tensor>(name);

    public void Dispose() => owner?.Dispose();

    private T Get<T>(string name)
        where T : HostTensor
    {
        foreach (var tensor in tensors)
        {
            if (tensor.Name == name && tensor is T found)
            {
                return found;
            }
        }

        throw new ModelOutputException($"The model has no {typeof(T).Name} output named '{name}'.");
    }
}
