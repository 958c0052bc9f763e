namespace Mmei.Inference;

/// <summary>Keeps a model's buffers for one caller.</summary>
public sealed class RentedBuffers(IModelBuffers buffers, Action<IModelBuffers> giveBack) : IDisposable
{
    private Action<IModelBuffers>? _giveBack = giveBack;

    public IModelBuffers Buffers { get; } = buffers;

    public void Dispose() => Interlocked.Exchange(ref _giveBack, null)?.Invoke(Buffers);
}
