namespace Mmei.Encoders.Batching;

/// <summary>One input on its way through a batcher.</summary>
internal sealed class QueueEntry<TItem, TResult>(TItem item, int length, Priority priority, long queued)
{
    private readonly TaskCompletionSource<Batched<TResult>> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TItem Item { get; } = item;

    public int Length { get; } = length;

    public Priority Priority { get; } = priority;

    /// <summary>When it came, as a timestamp.</summary>
    public long Queued { get; } = queued;

    public Task<Batched<TResult>> Result => _completion.Task;

    /// <summary>Whether nobody waits for it any more.</summary>
    public bool IsOver => _completion.Task.IsCompleted;

    public void Complete(Batched<TResult> result) => _completion.TrySetResult(result);

    public void Fail(Exception exception) => _completion.TrySetException(exception);

    public void Cancel(CancellationToken cancellationToken) => _completion.TrySetCanceled(cancellationToken);
}
