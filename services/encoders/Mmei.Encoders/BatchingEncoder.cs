using Microsoft.Extensions.Logging;
using Mmei.Inference;
using Mmei.Inference.Batching;
using Mmei.Inference.Concurrency;

namespace Mmei.Encoders;

/// <summary>
/// Admits inputs, prepares each by itself, and lets them share the runs of a model. When another version of the model comes into force, inputs
/// go to it once it is warm, and those that the last version has finish there: none is lost and each result names its version.
/// </summary>
public abstract partial class BatchingEncoder<TInput, TPart, TResult> : IAsyncDisposable
{
    /// <summary>So few are let in whatever the pace of late was.</summary>
    private const int Few = 8;

    private readonly IModelSource _models;
    private readonly EncoderOptions _options;
    private readonly EncoderParts _parts;
    private readonly Admission _admission;
    private readonly IDisposable _watch;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();
    private EncoderVersion<TInput, TPart, TResult>? _current;
    private Task _replacing = Task.CompletedTask;
    private bool _disposed;

    protected BatchingEncoder(IModelSource models, EncoderOptions options, EncoderParts parts)
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(parts);
        _models = models;
        _options = options;
        _parts = parts;
        _logger = parts.Loggers.CreateLogger(GetType());
        _admission = new Admission(options.QueueCapacity, Few, options.MaxBatch, parts.Time);
        _watch = models.OnReplaced(Replace);
    }

    /// <summary>Inputs that wait for a batch.</summary>
    public int Waiting => Volatile.Read(ref _current)?.Waiting ?? 0;

    /// <summary>Inputs that were admitted and have no result yet.</summary>
    public int Inside => _admission.Inside;

    /// <summary>Opens the encoder and runs its largest batch, so that the first input finds it as fast as it will be.</summary>
    /// <exception cref="ModelLoadException">The model cannot be served.</exception>
    public void Start() => _current ??= Open();

    /// <summary>Encodes one input.</summary>
    /// <param name="input">What was sent.</param>
    /// <param name="patience">How long the result is of use.</param>
    /// <param name="cancellationToken">Cancelled when the result is no longer wanted.</param>
    /// <exception cref="InputRejectedException">The input cannot be encoded as it is.</exception>
    /// <exception cref="OverloadedException">Too many inputs are inside, or it would come too late.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before the model ran.</exception>
    public Task<Encoded<TResult>> EncodeAsync(TInput input, TimeSpan patience, CancellationToken cancellationToken)
    {
        // Not in an asynchronous method: a refusal that is thrown once costs a fraction of one that is captured and thrown again.
        var place = _admission.Enter(patience);
        return EncodeAsync(input, place, cancellationToken);
    }

    /// <summary>Takes no more inputs and finishes those it has.</summary>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _watch.Dispose();
        Task replacing;
        lock (_gate)
        {
            (_disposed, replacing) = (true, _replacing);
        }

        await replacing;
        if (Interlocked.Exchange(ref _current, null) is { } last)
        {
            await last.DisposeAsync();
        }
    }

    /// <summary>The encoding of a version of the model.</summary>
    /// <exception cref="ModelLoadException">The model is not of the kind that this encoder serves.</exception>
    protected abstract IEncoding<TInput, TPart, TResult> Build(IModel model);

    private async Task<Encoded<TResult>> EncodeAsync(TInput input, Admission.Place entered, CancellationToken cancellationToken)
    {
        using var place = entered;
        using var visit = _options.Priority == Priority.Interactive ? _parts.Lanes.Enter() : null;
        var version = Enter();
        try
        {
            var encoded = await version.EncodeAsync(input, _options.Priority, cancellationToken);
            place.Served = true;
            return encoded;
        }
        finally
        {
            version.Exit();
        }
    }

    private EncoderVersion<TInput, TPart, TResult> Enter()
    {
        while (true)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var version = Volatile.Read(ref _current) ?? throw new InvalidOperationException($"{GetType().Name} is not started.");
            if (version.TryEnter())
            {
                return version;
            }
        }
    }

    private EncoderVersion<TInput, TPart, TResult> Open()
    {
        var lease = _models.Acquire();
        try
        {
            var version = new EncoderVersion<TInput, TPart, TResult>(lease, Build(lease.Model), _options, _parts.Lanes, _parts.Time);
            version.WarmUp();
            return version;
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    private void Replace()
    {
        lock (_gate)
        {
            if (!_disposed && _current is not null)
            {
                _replacing = ReplaceAsync(_replacing);
            }
        }
    }

    private async Task ReplaceAsync(Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            var next = Open();
            var last = Interlocked.Exchange(ref _current, next);
            await last!.DisposeAsync();
            VersionReplaced(last.Model, next.Model);
        }
#pragma warning disable CA1031 // The version that serves goes on serving, whatever is wrong with the next one.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            VersionRefused(exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Next} encodes now; {Last} has finished what it had.")]
    private partial void VersionReplaced(string last, string next);

    [LoggerMessage(Level = LogLevel.Error, Message = "A new version of the model cannot be used; the last one goes on.")]
    private partial void VersionRefused(Exception exception);
}
