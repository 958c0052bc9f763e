using Mmei.Inference.Onnx.Sessions;

namespace Mmei.Inference.Onnx.Loading;

/// <summary>A model and who uses it: it is closed when it was retired and the last user is done.</summary>
internal sealed class ServedModel(OnnxModel model)
{
    private readonly SharedUse _use = new(model, model.Dispose);

    public OnnxModel Model => model;

    /// <exception cref="ObjectDisposedException">It was retired.</exception>
    public ModelLease Lease()
    {
        _use.Enter();
        return new ModelLease(model, _use.Leave);
    }

    /// <summary>Gives back the slot's own use of it.</summary>
    public void Retire() => _use.Close();
}
