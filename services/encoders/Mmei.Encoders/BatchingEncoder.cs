using Mmei.Contracts.V1;
using Mmei.Inference;

namespace Mmei.Encoders;

/// <summary>Prepares inputs, each by itself, and lets them share the runs of a model.</summary>
public abstract class BatchingEncoder<TInput, TPrepared, TResult> : IAsyncDisposable
{
    private readonly DynamicBatcher<TPrepared, TResult> _batcher;
    private readonly TimeProvider _time;
    private readonly string _model;

    protected BatchingEncoder(ModelManifest manifest, IBatchRunner<TPrepared, TResult> runner, EncoderOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(options);
        _batcher = new DynamicBatcher<TPrepared, TResult>(runner, options.Limits(manifest), time);
        _time = time;
        _model = manifest.Id;
    }

    /// <summary>Inputs that wait for a batch.</summary>
    public int Waiting => _batcher.Waiting;

    /// <summary>Encodes one input.</summary>
    /// <exception cref="InputRejectedException">The input cannot be encoded as it is.</exception>
    /// <exception cref="OverloadedException">Too many inputs wait already.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before the model ran.</exception>
    public async Task<Encoded<TResult>> EncodeAsync(TInput input, CancellationToken cancellationToken)
    {
        var received = _time.GetTimestamp();
        var prepared = await PrepareAsync(input, cancellationToken);
        var preprocess = _time.GetElapsedTime(received);
        var batched = await _batcher.RunAsync(prepared, cancellationToken);
        var timings = new EncodeTimings
        {
            PreprocessMs = preprocess.TotalMilliseconds,
            QueueMs = batched.Queued.TotalMilliseconds,
            InferMs = batched.Inferred.TotalMilliseconds,
            TotalMs = _time.GetElapsedTime(received).TotalMilliseconds,
        };
        return new Encoded<TResult>(batched.Result, _model, timings, batched.BatchSize);
    }

    /// <summary>Takes no more inputs and finishes those it has.</summary>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _batcher.DisposeAsync();
    }

    /// <summary>From what was sent to what the model takes.</summary>
    /// <exception cref="InputRejectedException">The input cannot be encoded as it is.</exception>
    protected abstract Task<TPrepared> PrepareAsync(TInput input, CancellationToken cancellationToken);
}
