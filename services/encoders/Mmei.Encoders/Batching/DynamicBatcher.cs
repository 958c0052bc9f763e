using System.Threading.Channels;
using Mmei.Hosting.Admission;

namespace Mmei.Encoders.Batching;

/// <summary>
/// Lets inputs that arrive one by one share runs of a model. There is no timer: an idle model starts at once with what is there. While it
/// runs, inputs gather; as soon as they fill a batch it is prepared, so that the model never waits for it, and results are read while the
/// next one runs. Work that was cancelled is dropped before it costs a run; an input that makes its batch fail fails alone. How much may
/// wait is for <see cref="ConcurrencyLimiter"/> to say.
/// </summary>
public sealed class DynamicBatcher<TItem, TResult> : IAsyncDisposable
{
    private readonly Channel<QueueEntry<TItem, TResult>> _arrivals =
        Channel.CreateUnbounded<QueueEntry<TItem, TResult>>(new() { SingleReader = true });
    private readonly Channel<IBatch<TItem, TResult>> _free = Channel.CreateUnbounded<IBatch<TItem, TResult>>();
    private readonly BatchQueue<TItem, TResult> _queue;
    private readonly IBatchRunner<TItem, TResult> _runner;
    private readonly BatchLimits _limits;
    private readonly PriorityGate _gate;
    private readonly TimeProvider _time;
    private readonly RunThreads _threads;
    private readonly Task _loop;
    private Task<bool>? _arrival;
    private bool _closed;
    private int _waiting;

    /// <param name="runner">The model.</param>
    /// <param name="limits">What a batch may hold.</param>
    /// <param name="gate">Tells when bulk work may run.</param>
    /// <param name="time">The clock.</param>
    /// <param name="runs">How many batches run at once.</param>
    public DynamicBatcher(IBatchRunner<TItem, TResult> runner, BatchLimits limits, PriorityGate gate, TimeProvider time, int runs = 1)
    {
        ArgumentNullException.ThrowIfNull(runner);
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentOutOfRangeException.ThrowIfLessThan(limits.MaxBatch, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(runs, 1);
        _runner = runner;
        _limits = limits;
        _gate = gate;
        _time = time;
        _queue = new BatchQueue<TItem, TResult>(limits);
        _threads = new RunThreads(runs);
        for (var i = 0; i < BufferSets; i++)
        {
            _free.Writer.TryWrite(runner.CreateBatch());
        }

        _loop = Task.Run(RunBatchesAsync);
    }

    /// <summary>Inputs that wait for their run.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Those that run, and one to prepare or to read.</summary>
    private int BufferSets => _threads.Count + 1;

    /// <summary>Runs the largest batch there can be in every set of buffers, before the first input.</summary>
    public void WarmUp()
    {
        var count = _limits.CountOf(_runner.Length(_runner.Largest));
        for (var i = 0; i < BufferSets && _free.Reader.TryRead(out var batch); i++)
        {
            batch.Fill([.. Enumerable.Repeat(_runner.Largest, count)]);
            batch.Run(CancellationToken.None);
            _free.Writer.TryWrite(batch);
        }
    }

    /// <summary>Runs one input in whatever batch comes next.</summary>
    /// <param name="item">The input, ready for the model.</param>
    /// <param name="priority">Whether somebody waits for it.</param>
    /// <param name="cancellationToken">
    /// Cancelled when the result is no longer wanted: the caller has gone or its deadline has passed.
    /// </param>
    /// <exception cref="OperationCanceledException">Cancelled before its batch started.</exception>
    /// <exception cref="ObjectDisposedException">The batcher is shutting down.</exception>
    public async Task<Batched<TResult>> RunAsync(TItem item, Priority priority, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var entry = new QueueEntry<TItem, TResult>(item, _runner.Length(item), priority, _time.GetTimestamp());
        Interlocked.Increment(ref _waiting);
        if (!_arrivals.Writer.TryWrite(entry))
        {
            Interlocked.Decrement(ref _waiting);
            throw new ObjectDisposedException(nameof(DynamicBatcher<,>));
        }

        await using var registration = cancellationToken.UnsafeRegister(
            static (state, token) => ((QueueEntry<TItem, TResult>)state!).Cancel(token), entry);
        return await entry.Result;
    }

    /// <summary>Takes no more work, finishes what was admitted, and returns.</summary>
    public async ValueTask DisposeAsync()
    {
        _arrivals.Writer.TryComplete();
        await _loop;
    }

    private async Task RunBatchesAsync()
    {
        var running = new List<Task>(_threads.Count);
        while (await NextAsync(running) is { } inFlight)
        {
            inFlight.Fill();
            if (running.Count == _threads.Count)
            {
                running.Remove(await Task.WhenAny(running));
            }

            var run = _threads.RunAsync(() => Run(inFlight));
            running.Add(run);
            _ = ReadAsync(inFlight, run);
        }

        for (var i = 0; i < BufferSets; i++)
        {
            (await _free.Reader.ReadAsync()).Dispose();
        }

        _threads.Dispose();
    }

    /// <summary>Waits until there is a batch to prepare; null when there will be none.</summary>
    private async Task<InFlightBatch<TItem, TResult>?> NextAsync(List<Task> running)
    {
        while (true)
        {
            Gather();
            running.RemoveAll(static run => run.IsCompleted);
            var idle = running.Count < _threads.Count; // asked once: a run that ends after this question must still end the wait below
            if (_queue.HasInteractive && (idle || _queue.FillsABatch))
            {
                return await TakeAsync(Priority.Interactive, CancellationToken.None);
            }

            if (!_queue.HasInteractive && _queue.HasBulk && idle && _gate.TryStartBulk(out var giveWay))
            {
                return await TakeAsync(Priority.Bulk, giveWay);
            }

            if (_closed && running.Count == 0 && !_queue.HasInteractive && !_queue.HasBulk)
            {
                return null;
            }

            await Task.WhenAny(Changes(running, idle));
        }
    }

    private void Gather()
    {
        if (_arrival is { IsCompleted: true })
        {
            _closed = !_arrival.Result;
            _arrival = null;
        }

        while (_arrivals.Reader.TryRead(out var entry))
        {
            _queue.Add(entry);
        }

        Interlocked.Add(ref _waiting, -_queue.DropAbandoned());
    }

    private IEnumerable<Task> Changes(List<Task> running, bool idle)
    {
        foreach (var run in idle && !_closed ? [] : running)
        {
            yield return run;
        }

        if (!_closed)
        {
            yield return _arrival ??= _arrivals.Reader.WaitToReadAsync().AsTask();
        }

        if (_queue.HasBulk && idle)
        {
            yield return _gate.Idle;
        }
    }

    private async Task<InFlightBatch<TItem, TResult>> TakeAsync(Priority priority, CancellationToken giveWay)
    {
        var batch = await _free.Reader.ReadAsync(CancellationToken.None);
        return new InFlightBatch<TItem, TResult>(_queue.Take(priority), giveWay) { Batch = batch };
    }

    private void Run(InFlightBatch<TItem, TResult> inFlight)
    {
        Interlocked.Add(ref _waiting, -inFlight.Entries.Count);
        if (inFlight.Entries.All(entry => entry.IsOver))
        {
            return;
        }

        inFlight.Started = _time.GetTimestamp();
        try
        {
            var ran = inFlight.Run();
            inFlight.Inferred = _time.GetElapsedTime(inFlight.Started);
            Settle(inFlight, ran);
        }
        catch (Exception exception) when (inFlight.Entries.Count == 1)
        {
            inFlight.Entries[0].Fail(exception);
        }
#pragma warning disable CA1031 // Whatever one input provokes must not reach its neighbours: each is tried alone and keeps its own failure.
        catch (Exception)
#pragma warning restore CA1031
        {
            RunOneByOne(inFlight);
        }
    }

    /// <summary>Bulk work that gave way goes back into the queue; a batcher that is closing runs it after all.</summary>
    private void Settle(InFlightBatch<TItem, TResult> inFlight, bool ran)
    {
        if (inFlight.Entries[0].Priority == Priority.Bulk)
        {
            _queue.AdaptBulk(gaveWay: !ran);
        }

        foreach (var entry in ran ? [] : inFlight.Entries)
        {
            Interlocked.Increment(ref _waiting);
            if (!_arrivals.Writer.TryWrite(entry))
            {
                Interlocked.Decrement(ref _waiting);
                RunAlone(inFlight, entry);
            }
        }
    }

    private void RunOneByOne(InFlightBatch<TItem, TResult> inFlight)
    {
        foreach (var entry in inFlight.Entries.Where(entry => !entry.IsOver))
        {
            RunAlone(inFlight, entry);
        }
    }

    private void RunAlone(InFlightBatch<TItem, TResult> inFlight, QueueEntry<TItem, TResult> entry)
    {
        var started = _time.GetTimestamp();
        try
        {
            var result = inFlight.RunAlone(entry);
            var queued = _time.GetElapsedTime(entry.Queued, started);
            entry.Complete(new(result, queued, _time.GetElapsedTime(started), TimeSpan.Zero, BatchSize: 1));
        }
#pragma warning disable CA1031 // The failure is the input's, and is told to whoever waits for it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            entry.Fail(exception);
        }
    }

    private async Task ReadAsync(InFlightBatch<TItem, TResult> inFlight, Task running)
    {
        await running;
        for (var i = 0; inFlight.HasRun && i < inFlight.Entries.Count; i++)
        {
            Read(inFlight, i);
        }

        _free.Writer.TryWrite(inFlight.Batch);
    }

    private void Read(InFlightBatch<TItem, TResult> inFlight, int index)
    {
        var entry = inFlight.Entries[index];
        var started = _time.GetTimestamp();
        try
        {
            var result = inFlight.Batch.Read(index);
            var queued = _time.GetElapsedTime(entry.Queued, inFlight.Started);
            entry.Complete(new(result, queued, inFlight.Inferred, _time.GetElapsedTime(started), inFlight.Entries.Count));
        }
#pragma warning disable CA1031 // The failure is the input's, and is told to whoever waits for it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            entry.Fail(exception);
        }
    }
}
