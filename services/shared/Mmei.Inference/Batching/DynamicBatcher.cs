using System.Threading.Channels;

namespace Mmei.Inference;

/// <summary>
/// Lets inputs that arrive one by one share runs of a model. There is no timer: an idle model starts at once with what is there, and while
/// it runs the next batch gathers. Work that was cancelled is dropped before it costs a run; an input that makes its batch fail fails alone.
/// </summary>
public sealed class DynamicBatcher<TItem, TResult> : IAsyncDisposable
{
    private readonly Channel<Work> _arrivals = Channel.CreateUnbounded<Work>(new UnboundedChannelOptions { SingleReader = true });
    private readonly IBatchRunner<TItem, TResult> _runner;
    private readonly BatchLimits _limits;
    private readonly TimeProvider _time;
    private readonly Task _loop;
    private int _waiting;
    private long _ticksPerItem;

    public DynamicBatcher(IBatchRunner<TItem, TResult> runner, BatchLimits limits, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentOutOfRangeException.ThrowIfLessThan(limits.MaxBatch, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(limits.Capacity, 1);
        _runner = runner;
        _limits = limits;
        _time = time;
        _loop = Task.Run(RunBatchesAsync);
    }

    /// <summary>Inputs that wait for a batch.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Runs one input in whatever batch comes next.</summary>
    /// <param name="item">The input, ready for the model.</param>
    /// <param name="cancellationToken">Cancelled when the result is no longer wanted: the caller has gone or its deadline has passed.</param>
    /// <exception cref="OverloadedException">As many inputs wait as are admitted.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before its batch started.</exception>
    /// <exception cref="ObjectDisposedException">The batcher is shutting down.</exception>
    public async Task<Batched<TResult>> RunAsync(TItem item, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Interlocked.Increment(ref _waiting) > _limits.Capacity)
        {
            Interlocked.Decrement(ref _waiting);
            throw new OverloadedException($"{_limits.Capacity} inputs are waiting already.", TimeToDrain());
        }

        var work = new Work(item, _runner.Length(item), _time.GetTimestamp());
        if (!_arrivals.Writer.TryWrite(work))
        {
            Interlocked.Decrement(ref _waiting);
            throw new ObjectDisposedException(nameof(DynamicBatcher<,>));
        }

        await using var registration = cancellationToken.UnsafeRegister(static (state, token) => ((Work)state!).Cancel(token), work);
        return await work.Result;
    }

    /// <summary>Takes no more work, finishes what was admitted, and returns.</summary>
    public async ValueTask DisposeAsync()
    {
        _arrivals.Writer.TryComplete();
        await _loop;
    }

    private async Task RunBatchesAsync()
    {
        var waiting = new List<Work>();
        while (waiting.Count > 0 || await _arrivals.Reader.WaitToReadAsync())
        {
            while (_arrivals.Reader.TryRead(out var work))
            {
                waiting.Add(work);
            }

            Run(TakeBatch(waiting));
        }
    }

    private List<Work> TakeBatch(List<Work> waiting)
    {
        var dropped = waiting.RemoveAll(static work => work.Result.IsCompleted);
        var chosen = waiting.Count == 0 ? [] : BatchSelection.Choose([.. waiting.Select(work => work.Length)], _limits);
        var batch = chosen.ConvertAll(index => waiting[index]);
        waiting.RemoveAll(batch.Contains);
        Interlocked.Add(ref _waiting, -(dropped + batch.Count));
        return batch;
    }

    private void Run(List<Work> batch)
    {
        if (batch.Count == 0)
        {
            return;
        }

        var started = _time.GetTimestamp();
        try
        {
            var results = _runner.Run(batch.ConvertAll(work => work.Item));
            if (results.Count != batch.Count)
            {
                throw new InvalidOperationException($"{_runner.GetType().Name} gave {results.Count} results for {batch.Count} inputs.");
            }

            var inferred = _time.GetElapsedTime(started);
            Volatile.Write(ref _ticksPerItem, inferred.Ticks / batch.Count);
            for (var i = 0; i < batch.Count; i++)
            {
                var queued = _time.GetElapsedTime(batch[i].Admitted, started);
                batch[i].Complete(new Batched<TResult>(results[i], queued, inferred, batch.Count));
            }
        }
        catch (Exception exception) when (batch.Count == 1)
        {
            batch[0].Fail(exception);
        }
#pragma warning disable CA1031 // Whatever one input provokes must not reach its neighbours: each is tried alone and keeps its own failure.
        catch (Exception)
#pragma warning restore CA1031
        {
            foreach (var work in batch.Where(work => !work.Result.IsCompleted))
            {
                Run([work]);
            }
        }
    }

    private TimeSpan TimeToDrain() => TimeSpan.FromTicks(Volatile.Read(ref _ticksPerItem) * _limits.Capacity);

    private sealed class Work(TItem item, int length, long admitted)
    {
        private readonly TaskCompletionSource<Batched<TResult>> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TItem Item { get; } = item;

        public int Length { get; } = length;

        public long Admitted { get; } = admitted;

        public Task<Batched<TResult>> Result => _completion.Task;

        public void Complete(Batched<TResult> result) => _completion.TrySetResult(result);

        public void Fail(Exception exception) => _completion.TrySetException(exception);

        public void Cancel(CancellationToken cancellationToken) => _completion.TrySetCanceled(cancellationToken);
    }
}
