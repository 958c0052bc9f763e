using Mmei.Inference.Manifest;

namespace Mmei.Inference;

/// <summary>A loaded model that runs batches; knows no transport, and its callers know no engine.</summary>
public interface IModel : IDisposable
{
    ModelManifest Manifest { get; }

    /// <summary>Inputs and outputs to run the model with again and again, without allocating any. Each thread has its own.</summary>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    IModelBuffers CreateBuffers();
}
