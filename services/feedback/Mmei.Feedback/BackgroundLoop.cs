using System.Threading.Channels;
using Mmei.Hosting.Failures;

namespace Mmei.Feedback;

/// <summary>Work that is done when woken and at intervals. A failure is logged and the work tried again: the loop ends with the host only.</summary>
internal abstract partial class BackgroundLoop(TimeProvider time, ILogger logger) : BackgroundService
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    protected TimeProvider Time { get; } = time;

    /// <summary>There is something to do. Never blocks; many calls are one.</summary>
    public void Wake() => _wake.Writer.TryWrite(true);

    /// <summary>Does what there is to do.</summary>
    /// <returns>When to look again, unless woken before.</returns>
    protected abstract Task<TimeSpan> RunOnceAsync(CancellationToken cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await WaitAsync(await RunOnceAsync(stoppingToken), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (UnavailableFailure failure)
            {
                Waiting(GetType().Name, failure.Message);
                await Task.Delay(PauseAfterFailure, Time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception exception)
            {
                Failed(exception, GetType().Name);
                await Task.Delay(PauseAfterFailure, Time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task WaitAsync(TimeSpan atMost, CancellationToken stoppingToken)
    {
        using var timer = new CancellationTokenSource(atMost, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, stoppingToken);
        try
        {
            await _wake.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
        {
            // Time to look again.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Loop} waits: {Reason}")]
    private partial void Waiting(string loop, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Loop} failed and will try again")]
    private partial void Failed(Exception exception, string loop);
}
