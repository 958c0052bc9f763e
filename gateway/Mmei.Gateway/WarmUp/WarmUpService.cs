using Microsoft.Extensions.Options;
using Mmei.Gateway.Observe;
using Mmei.Hosting.Failures;

namespace Mmei.Gateway.WarmUp;

/// <summary>
/// Sends observations of nobody through the whole platform until one comes back whole and in time. The first request of a fresh process
/// compiles code and opens connections in every service it passes; no client should pay for that.
/// </summary>
internal sealed partial class WarmUpService(
    Observer observer, WarmUpHealthCheck readiness, IOptions<WarmUpOptions> options, TimeProvider time, ILogger<WarmUpService> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Seconds > 0)
        {
            await WarmUpAsync(TimeSpan.FromSeconds(options.Value.Seconds), stoppingToken);
        }

        readiness.Over();
    }

    private async Task WarmUpAsync(TimeSpan atMost, CancellationToken stoppingToken)
    {
        using var limit = new CancellationTokenSource(atMost, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stoppingToken);
        try
        {
            while (!await AnswersAsync(stop.Token))
            {
                await Task.Delay(Pause, time, stop.Token);
            }
        }
        catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
        {
            NotWarm(atMost.TotalSeconds);
        }
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            var answer = await observer.ObserveAsync(WarmUpObservation.Tenant, WarmUpObservation.Create(), cancellationToken);
            Answered(answer.TimingsMs["total"], answer.Degraded);
            return !answer.Degraded;
        }
        catch (Failure failure)
        {
            NoAnswer(failure.Message);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The platform answered the warm-up in {Milliseconds:F0} ms, degraded: {Degraded}")]
    private partial void Answered(double milliseconds, bool degraded);

    [LoggerMessage(Level = LogLevel.Information, Message = "The platform did not answer the warm-up: {Reason}")]
    private partial void NoAnswer(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The platform gave no whole answer within {Seconds} s; ready all the same")]
    private partial void NotWarm(double seconds);
}
