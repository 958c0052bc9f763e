using System.Runtime.ExceptionServices;

namespace Mmei.Encoders.Batching;

/// <summary>A batch on its way: what is in it, where it lies, how it went.</summary>
internal sealed class InFlightBatch<TItem, TResult>(List<QueueEntry<TItem, TResult>> entries, CancellationToken giveWay)
{
    private ExceptionDispatchInfo? _unfilled;

    public IReadOnlyList<QueueEntry<TItem, TResult>> Entries => entries;

    public required IBatch<TItem, TResult> Batch { get; init; }

    /// <summary>Whether the model ran, so that there are results to read.</summary>
    public bool HasRun { get; private set; }

    /// <summary>When its run began, as a timestamp.</summary>
    public long Started { get; set; }

    /// <summary>How long its run took.</summary>
    public TimeSpan Inferred { get; set; }

    /// <summary>Lays the inputs side by side; what goes wrong is told by <see cref="Run"/>.</summary>
    public void Fill()
    {
        try
        {
            Batch.Fill(entries.ConvertAll(entry => entry.Item));
        }
#pragma warning disable CA1031 // It is this batch's failure, not that of the loop that prepares batches.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _unfilled = ExceptionDispatchInfo.Capture(exception);
        }
    }

    /// <summary>Runs the model on all of them; false where it had to give way.</summary>
    public bool Run()
    {
        _unfilled?.Throw();
        try
        {
            Batch.Run(giveWay);
            return HasRun = true;
        }
        catch (OperationCanceledException) when (giveWay.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Runs the model on one of them.</summary>
    public TResult RunAlone(QueueEntry<TItem, TResult> entry)
    {
        Batch.Fill([entry.Item]);
        Batch.Run(CancellationToken.None);
        return Batch.Read(0);
    }
}
