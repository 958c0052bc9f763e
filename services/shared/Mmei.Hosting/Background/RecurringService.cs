using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Mmei.Hosting.Failures;
using Polly;

namespace Mmei.Hosting.Background;

/// <summary>
/// Work that is done when woken and at intervals. What fails is tried again, with growing pauses; the work ends with the host, or when it
/// says that
/// nothing is left to do.
/// </summary>
public abstract partial class RecurringService : BackgroundService
{
    private readonly WakeSignal _wake;
    private readonly ResiliencePipeline _retry;
    private readonly StartupGate? _gate;
    private readonly ILogger _logger;

    /// <param name="time">The clock of rests and pauses.</param>
    /// <param name="logger">Is told of failures.</param>
    /// <param name="gate">Opens once the work has succeeded for the first time.</param>
    protected RecurringService(TimeProvider time, ILogger logger, StartupGate? gate = null)
    {
        (Time, _logger, _gate) = (time, logger, gate);
        _wake = new WakeSignal(time);
        _retry = EndlessRetry.Create(time, Passes, Tell);
    }

    protected TimeProvider Time { get; }

    /// <summary>There is something to do. Never blocks; many calls are one.</summary>
    public void Wake() => _wake.Raise();

    /// <summary>Does what there is to do.</summary>
    /// <returns>When to look again, unless woken before; null when all is done for good.</returns>
    protected abstract Task<TimeSpan?> RunOnceAsync(CancellationToken cancellationToken);

    /// <summary>Whether trying again can help. What cannot be helped stops the host.</summary>
    protected virtual bool Passes(Exception exception) => true;

    /// <summary>Whether something else is away, of which people are told in one line: nothing is wrong here.</summary>
    protected virtual bool IsOutage(Exception exception) => exception is UnavailableFailure;

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await RunAsync(stoppingToken) is { } rest)
        {
            await _wake.WaitAsync(rest, stoppingToken);
        }
    }

    private async Task<TimeSpan?> RunAsync(CancellationToken stoppingToken)
    {
        var rest = await _retry.ExecuteAsync(async token => await RunOnceAsync(token), stoppingToken);
        _gate?.Open();
        return rest;
    }

    private void Tell(Exception exception)
    {
        if (IsOutage(exception))
        {
            Waiting(GetType().Name, exception.GetBaseException().Message);
        }
        else
        {
            Failed(exception, GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Service} waits: {Reason}")]
    private partial void Waiting(string service, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Service} failed and will try again")]
    private partial void Failed(Exception exception, string service);
}
