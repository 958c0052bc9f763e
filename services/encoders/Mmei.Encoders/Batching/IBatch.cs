namespace Mmei.Encoders.Batching;

/// <summary>The three steps of a model run over one set of buffers; one step at a time.</summary>
public interface IBatch<in TItem, out TResult> : IDisposable
{
    /// <summary>Lays inputs side by side as the model takes them.</summary>
    void Fill(IReadOnlyList<TItem> items);

    /// <summary>Runs the model on what was filled.</summary>
    /// <exception cref="OperationCanceledException">Cancelled before the run was over.</exception>
    void Run(CancellationToken cancellationToken);

    /// <summary>The result of the input at <paramref name="index"/>.</summary>
    TResult Read(int index);
}
