namespace Mmei.Inference;

/// <summary>
/// The inputs and outputs of a model, kept from one run to the next: memory grows to the largest shape seen and stays. One run at a time;
/// two of them let one be filled while the other runs. Disposing is safe at any time, of buffers or their model: what runs then still ends.
/// </summary>
public interface IModelBuffers : IDisposable
{
    /// <summary>Gives a float32 input its shape and returns its memory, which holds what it held before: write all of it.</summary>
    /// <exception cref="ModelInputException">There is no such input, or it is of another type.</exception>
    Span<float> Floats(string input, params ReadOnlySpan<int> shape);

    /// <summary>Gives an int64 input its shape and returns its memory, which holds what it held before: write all of it.</summary>
    /// <exception cref="ModelInputException">There is no such input, or it is of another type.</exception>
    Span<long> Integers(string input, params ReadOnlySpan<int> shape);

    /// <summary>
    /// Runs the model. Inputs are bound by name, symbolic dimensions by position; outputs come back by name with their real shapes. They
    /// are these buffers' own and hold until the next run, or until the buffers are disposed; nothing refuses to show them later.
    /// </summary>
    /// <exception cref="ModelInputException">An input has no shape yet, or another than the manifest says.</exception>
    /// <exception cref="ModelOutputException">An output holds NaN or infinity.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before the run was over.</exception>
    /// <exception cref="ObjectDisposedException">The buffers or their model are disposed.</exception>
    ModelOutputs Run(CancellationToken cancellationToken = default);
}
