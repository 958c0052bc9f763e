namespace Mmei.Inference;

/// <summary>What a model run returned, by name. It lies in the buffers of the run; copy what outlives the next one.</summary>
public sealed class ModelOutputs(IReadOnlyList<HostTensor> tensors)
{
    /// <exception cref="ModelOutputException">The model has no such output.</exception>
    public HostTensor this[string name] => Get<HostTensor>(name);

    /// <inheritdoc cref="this[string]"/>
    public FloatTensor Floats(string name) => Get<FloatTensor>(name);

    /// <inheritdoc cref="this[string]"/>
    public Int64Tensor Integers(string name) => Get<Int64Tensor>(name);

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
