using Mmei.Contracts.V1;
using Mmei.Encoders.Batching;
using Mmei.Encoders.Models;
using Mmei.Inference;

namespace Mmei.Encoders.Serving;

/// <summary>
/// An encoder under one version of its model. Inputs enter and leave it; once it is retired none enters, those inside finish, and then it
/// is closed with its model.
/// </summary>
internal sealed class EncoderVersion<TInput, TItem, TResult> : IBatchRunner<TItem, TResult>, IAsyncDisposable
{
    private readonly ModelLease _lease;
    private readonly EncoderModel<TInput, TItem, TResult> _model;
    private readonly DynamicBatcher<TItem, TResult> _batcher;
    private readonly TimeProvider _time;
    private readonly TaskCompletionSource _unused = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _users = 1;

    public EncoderVersion(
        ModelLease lease, EncoderModel<TInput, TItem, TResult> model, EncoderOptions options, PriorityGate gate, TimeProvider time)
    {
        (_lease, _model, _time) = (lease, model, time);
        _batcher = new DynamicBatcher<TItem, TResult>(this, options.Limits(lease.Model.Manifest), gate, time, options.ConcurrentRuns);
    }

    public string Model => _lease.Model.Manifest.Id;

    public int Waiting => _batcher.Waiting;

    TItem IBatchRunner<TItem, TResult>.Largest => _model.Largest;

    int IBatchRunner<TItem, TResult>.Length(TItem item) => _model.Length(item);

    IBatch<TItem, TResult> IBatchRunner<TItem, TResult>.CreateBatch() => new Batch(_model, _lease.Model.CreateBuffers());

    public void WarmUp() => _batcher.WarmUp();

    /// <summary>Whether an input may use it; then it must <see cref="Exit"/>.</summary>
    public bool TryEnter()
    {
        for (var users = Volatile.Read(ref _users); users > 0;)
        {
            var seen = Interlocked.CompareExchange(ref _users, users + 1, users);
            if (seen == users)
            {
                return true;
            }

            users = seen;
        }

        return false;
    }

    public void Exit()
    {
        if (Interlocked.Decrement(ref _users) == 0)
        {
            _unused.SetResult();
        }
    }

    /// <summary>Encodes one input that has entered.</summary>
    public async Task<Encoded<TResult>> EncodeAsync(TInput input, Priority priority, CancellationToken cancellationToken)
    {
        var received = _time.GetTimestamp();
        var prepared = await _model.PrepareAsync(input, cancellationToken);
        var preprocess = _time.GetElapsedTime(received);
        var items = await Task.WhenAll(prepared.Items.Select(item => _batcher.RunAsync(item, priority, cancellationToken)));
        var averaging = _time.GetTimestamp();
        var result = items.Length == 1 ? items[0].Result : _model.Mean([.. items.Select(item => item.Result)]);
        var timings = new EncodeTimings
        {
            PreprocessMs = preprocess.TotalMilliseconds,
            QueueMs = items.Max(item => item.Queued).TotalMilliseconds,
            InferMs = items.Max(item => item.Inferred).TotalMilliseconds,
            PostprocessMs = (items.Max(item => item.Read) + _time.GetElapsedTime(averaging)).TotalMilliseconds,
            TotalMs = _time.GetElapsedTime(received).TotalMilliseconds,
        };
        return new Encoded<TResult>(result, Model, timings, items.Max(item => item.BatchSize), prepared.Quality);
    }

    public async ValueTask DisposeAsync()
    {
        Exit();
        await _unused.Task;
        await _batcher.DisposeAsync();
        _lease.Dispose();
    }

    /// <summary>A batch of the model over one set of buffers.</summary>
    private sealed class Batch(EncoderModel<TInput, TItem, TResult> model, IModelBuffers buffers) : IBatch<TItem, TResult>
    {
        private ModelOutputs? _outputs;
        private int _count;

        public void Fill(IReadOnlyList<TItem> items)
        {
            _count = items.Count;
            model.Fill(items, buffers);
        }

        public void Run(CancellationToken cancellationToken) => _outputs = buffers.Run(cancellationToken);

        public TResult Read(int index) =>
            model.Read(_outputs ?? throw new InvalidOperationException("The batch has not run."), index, _count);

        public void Dispose() => buffers.Dispose();
    }
}
