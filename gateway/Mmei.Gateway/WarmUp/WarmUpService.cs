using Microsoft.Extensions.Options;
using Mmei.Gateway.Observe;
using Mmei.Hosting.Background;
using Mmei.Hosting.Failures;
using Polly;
using Polly.Timeout;

namespace Mmei.Gateway.WarmUp;

/// <summary>
/// Sends observations of nobody through the whole platform until one comes back whole and in time. The first request of a fresh process
/// compiles code and opens connections in every service it passes; no client should pay for that.
/// </summary>
internal sealed partial class WarmUpService(
    ObservationService observer, WarmUpGate gate, IOptions<WarmUpOptions> options, IHostApplicationLifetime lifetime, TimeProvider time,
    ILogger<WarmUpService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Seconds > 0)
        {
            // In one process the encoders start beside this, and would refuse what comes before they have.
            await StartedAsync(stoppingToken);
            await WarmUpAsync(TimeSpan.FromSeconds(options.Value.Seconds), stoppingToken);
        }

        gate.Open();
    }

    private async Task StartedAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
    }

    private async Task WarmUpAsync(TimeSpan atMost, CancellationToken stoppingToken)
    {
        var untilWarm = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddTimeout(atMost)
            .AddEndlessRetry(static exception => exception is Failure, exception => NoAnswer(exception.Message))
            .Build();
        try
        {
            await untilWarm.ExecuteAsync(ObserveAsync, stoppingToken);
        }
        catch (TimeoutRejectedException)
        {
            NotWarm(atMost.TotalSeconds);
        }
    }

    private async ValueTask ObserveAsync(CancellationToken cancellationToken)
    {
        var answer = await observer.ObserveAsync(WarmUpObservation.Tenant, WarmUpObservation.Create(), cancellationToken);
        Answered(answer.TimingsMs["total"], answer.Degraded);
        if (answer.Degraded)
        {
            throw new UnavailableFailure("A part of the platform is missing.", TimeSpan.Zero);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The platform answered the warm-up in {Milliseconds:F0} ms, degraded: {Degraded}")]
    private partial void Answered(double milliseconds, bool degraded);

    [LoggerMessage(Level = LogLevel.Information, Message = "The platform did not answer the warm-up: {Reason}")]
    private partial void NoAnswer(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The platform gave no whole answer within {Seconds} s; ready all the same")]
    private partial void NotWarm(double seconds);
}
