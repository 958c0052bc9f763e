namespace Mmei.Inference.Onnx.Loading;

/// <summary>A model and who uses it: it is closed when it was retired and the last user is done.</summary>
internal sealed class ServedModel(OnnxModel model)
{
    private readonly Lock gate = new();
    private int users = 1;

    public OnnxModel Model => model;

    /// <exception cref="ObjectDisposedException">It is closed.</exception>
    public ModelLease Lease()
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(users == 0, this);
            users++;
        }

        return new ModelLease(model, Release);
    }

    /// <summary>Gives back the slot's own use of it.</summary>
    public void Retire() => Release();

    private void Release()
    {
        lock (gate)
        {
            if (--users > 0)
            {
                return;
            }
        }

        model.Dispose();
    }
}
