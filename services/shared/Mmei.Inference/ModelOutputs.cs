namespace Mmei.Inference;

/// <summary>What a model run returned, by name. Own its buffers until disposed; copy what outlives it.</summary>
public sealed class ModelOutputs(IReadOnlyList<HostTensor> tensors, IDisposable? owner = null) : IDisposable
{
    public FloatTensor Floats(string name) => Get<FloatTensor>(name);

    public Int64Tensor Integers(string name) => Get<Int64Tensor>(name);

    public void Dispose() => owner?.Dispose();

    private T Get<T>(string name)
        where T : HostTensor =>
        tensors.FirstOrDefault(t => t.Name == name) as T
            ?? throw new ModelOutputException($"The model has no {typeof(T).Name} output named '{name}'.");
}
