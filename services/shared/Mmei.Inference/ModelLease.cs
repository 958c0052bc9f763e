namespace Mmei.Inference;

/// <summary>Keeps a model open while it is used.</summary>
public sealed class ModelLease(IModel model, Action release) : IDisposable
{
    private Action? _release = release;

    public IModel Model { get; } = model;

    public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke();
}
