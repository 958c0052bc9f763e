using Mmei.Contracts.V1;
using Mmei.Inference;
using Mmei.Inference.Batching;

namespace Mmei.Encoders;

/// <summary>
/// An encoder under one version of its model. Inputs enter and leave it; once it is retired none enters, those inside finish, and then it is
/// closed with its model.
/// </summary>
internal sealed class EncoderVersion<TInput, TPart, TResult> : IAsyncDisposable
{
    private readonly ModelLease _lease;
    private readonly IEncoding<TInput, TPart, TResult> _encoding;
    private readonly DynamicBatcher<TPart, TResult> _batcher;
    private readonly TimeProvider _time;
    private readonly TaskCompletionSource _unused = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _users = 1;

    public EncoderVersion(ModelLease lease, IEncoding<TInput, TPart, TResult> encoding, EncoderOptions options, Lanes lanes, TimeProvider time)
    {
        _lease = lease;
        _encoding = encoding;
        _time = time;
        _batcher = new DynamicBatcher<TPart, TResult>(encoding, options.Limits(lease.Model.Manifest), lanes, time, options.ConcurrentRuns);
    }

    public string Model => _lease.Model.Manifest.Id;

    public int Waiting => _batcher.Waiting;

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
        var prepared = await _encoding.PrepareAsync(input, cancellationToken);
        var preprocess = _time.GetElapsedTime(received);
        var parts = await Task.WhenAll(prepared.Parts.Select(part => _batcher.RunAsync(part, priority, cancellationToken)));
        var pooling = _time.GetTimestamp();
        var result = parts.Length == 1 ? parts[0].Result : _encoding.Pool([.. parts.Select(part => part.Result)]);
        var timings = new EncodeTimings
        {
            PreprocessMs = preprocess.TotalMilliseconds,
            QueueMs = parts.Max(part => part.Queued).TotalMilliseconds,
            InferMs = parts.Max(part => part.Inferred).TotalMilliseconds,
            PostprocessMs = (parts.Max(part => part.Read) + _time.GetElapsedTime(pooling)).TotalMilliseconds,
            TotalMs = _time.GetElapsedTime(received).TotalMilliseconds,
        };
        return new Encoded<TResult>(result, Model, timings, parts.Max(part => part.BatchSize), prepared.Quality);
    }

    public async ValueTask DisposeAsync()
    {
        Exit();
        await _unused.Task;
        await _batcher.DisposeAsync();
        _lease.Dispose();
    }
}
