namespace Mmei.Encoders.Batching;

/// <summary>What waits for a batch, oldest first. Used by its batcher alone.</summary>
internal sealed class BatchQueue<TItem, TResult>(BatchLimits limits)
{
    private readonly List<QueueEntry<TItem, TResult>> _interactive = [];
    private readonly List<QueueEntry<TItem, TResult>> _bulk = [];
    private int _bulkBatch = limits.MaxBatch;

    public bool HasInteractive => _interactive.Count > 0;

    public bool HasBulk => _bulk.Count > 0;

    /// <summary>Whether what waits would fill a batch: nothing that may still come could make the next one better.</summary>
    public bool FillsABatch =>
        _interactive.Count >= limits.MaxBatch || _interactive.Sum(entry => (long)entry.Length) >= limits.MaxPaddedCost;

    public void Add(QueueEntry<TItem, TResult> entry) => (entry.Priority == Priority.Bulk ? _bulk : _interactive).Add(entry);

    /// <summary>Drops what nobody waits for any more, and says how much that was.</summary>
    public int DropAbandoned() => _interactive.RemoveAll(static entry => entry.IsOver) + _bulk.RemoveAll(static entry => entry.IsOver);

    /// <summary>Takes the next batch out of the queue.</summary>
    public List<QueueEntry<TItem, TResult>> Take(Priority priority) =>
        priority == Priority.Bulk ? Take(_bulk, limits with { MaxBatch = _bulkBatch }) : Take(_interactive, limits);

    /// <summary>
    /// Bulk batches that had to give way get smaller, so that they fit between what people wait for; those that ran get larger again.
    /// </summary>
    public void AdaptBulk(bool gaveWay) => _bulkBatch = gaveWay ? Math.Max(_bulkBatch / 2, 1) : Math.Min(_bulkBatch * 2, limits.MaxBatch);

    private static List<QueueEntry<TItem, TResult>> Take(List<QueueEntry<TItem, TResult>> waiting, BatchLimits limits)
    {
        var chosen = BatchSelection.Choose([.. waiting.Select(entry => entry.Length)], limits);
        var batch = chosen.ConvertAll(index => waiting[index]);
        for (var i = chosen.Count - 1; i >= 0; i--)
        {
            waiting.RemoveAt(chosen[i]);
        }

        return batch;
    }
}
