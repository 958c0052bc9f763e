using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Mmei.Encoders.Batching;
using Mmei.Encoders.Models;
using Mmei.Hosting.Admission;
using Mmei.Inference;
using Mmei.Inference.Manifest;

namespace Mmei.Encoders.Serving;

/// <summary>
/// Admits inputs, prepares each by itself, and lets them share the runs of a model. When another version of the model comes into force,
/// inputs go to it once it is warm, and those that the last version has finish there: none is lost and each result names its version.
/// </summary>
/// <param name="name">How its measurements name it.</param>
/// <param name="source">Where its versions come from.</param>
/// <param name="build">How a version takes inputs.</param>
public sealed partial class Encoder<TInput, TItem, TResult>(
    string name, IModelSource source, Func<ModelManifest, EncoderModel<TInput, TItem, TResult>> build, EncoderOptions options,
    PriorityGate gate, EncoderInstruments instruments, TimeProvider time, ILogger<Encoder<TInput, TItem, TResult>> logger)
    : IEncoder<TInput, TResult>, IHostedService, IAsyncDisposable
{
    /// <summary>So few are let in whatever the pace of late was.</summary>
    private const int Few = 8;

    private readonly ConcurrencyLimiter _limiter = new(options.QueueCapacity, Few, options.MaxBatch, time);
    private readonly Lock _lock = new();
    private EncoderVersion<TInput, TItem, TResult>? _current;
    private IDisposable? _watch;
    private Task _replacing = Task.CompletedTask;
    private bool _disposed;

    /// <inheritdoc/>
    public string Model => Current.Model;

    /// <summary>Inputs that wait for a batch.</summary>
    public int Waiting => Volatile.Read(ref _current)?.Waiting ?? 0;

    /// <summary>Inputs that were admitted and have no result yet.</summary>
    public int Inside => _limiter.Inside;

    private EncoderVersion<TInput, TItem, TResult> Current =>
        Volatile.Read(ref _current) ?? throw new InvalidOperationException($"The {name} encoder is not started.");

    /// <summary>
    /// Opens the model and runs its largest batch, so that a missing model or library stops the start and not the first input, which finds
    /// it as fast as it will be.
    /// </summary>
    /// <exception cref="ModelLoadException">The model cannot be served.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _watch = source.OnReplaced(Replace);
        _current = Open();
        instruments.Observe(name, () => Waiting, () => Inside);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task<Encoded<TResult>> EncodeAsync(TInput input, TimeSpan patience, CancellationToken cancellationToken)
    {
        // Not in an asynchronous method: a refusal that is thrown once costs a fraction of one that is captured and thrown again.
        var place = _limiter.Enter(patience);
        return EncodeAsync(input, place, cancellationToken);
    }

    /// <summary>Takes no more inputs and finishes those it has.</summary>
    public async ValueTask DisposeAsync()
    {
        _watch?.Dispose();
        Task replacing;
        lock (_lock)
        {
            (_disposed, replacing) = (true, _replacing);
        }

        await replacing;
        if (Interlocked.Exchange(ref _current, null) is { } last)
        {
            await last.DisposeAsync();
        }
    }

    private async Task<Encoded<TResult>> EncodeAsync(TInput input, ConcurrencyLimiter.Place entered, CancellationToken cancellationToken)
    {
        using var place = entered;
        using var visit = options.Priority == Priority.Interactive ? gate.Enter() : null;
        var version = Enter();
        try
        {
            var encoded = await version.EncodeAsync(input, options.Priority, cancellationToken);
            place.Served = true;
            return encoded;
        }
        finally
        {
            version.Exit();
        }
    }

    private EncoderVersion<TInput, TItem, TResult> Enter()
    {
        while (true)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var version = Current;
            if (version.TryEnter())
            {
                return version;
            }
        }
    }

    private EncoderVersion<TInput, TItem, TResult> Open()
    {
        var lease = source.Acquire();
        try
        {
            var version = new EncoderVersion<TInput, TItem, TResult>(lease, build(lease.Model.Manifest), options, gate, time);
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
        lock (_lock)
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
