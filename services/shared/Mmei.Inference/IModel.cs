using Mmei.Inference.Manifest;

namespace Mmei.Inference;

/// <summary>A loaded model that runs batches; knows no transport, and its callers know no engine.</summary>
public interface IModel : IDisposable
{
    ModelManifest Manifest { get; }

    /// <summary>
    /// Runs the model once. Inputs are bound by name, symbolic dimensions by position; outputs come back by name with their real shapes.
    /// Safe to call from several threads.
    /// </summary>
    /// <exception cref="ModelInputException">An input is missing, unknown, or of another type or shape than the manifest says.</exception>
    /// <exception cref="ModelOutputException">An output holds NaN or infinity.</exception>
    ModelOutputs Run(IReadOnlyList<HostTensor> inputs, CancellationToken cancellationToken = default);

    /// <summary>Inputs and outputs to run the model with again and again, without allocating any.</summary>
    IModelBuffers CreateBuffers();
}
