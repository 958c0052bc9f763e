using Polly;
using Polly.Retry;

namespace Mmei.Hosting.Background;

/// <summary>Tries until it succeeds: a platform starts in any order, and outlives what it depends on.</summary>
public static class EndlessRetry
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    /// <summary>A pipeline that ends with success, with a failure that does not pass, or when it is cancelled.</summary>
    /// <param name="time">The clock of the pauses.</param>
    /// <param name="passes">Whether trying again can help.</param>
    /// <param name="failed">Is told of each failure that is followed by another try.</param>
    public static ResiliencePipeline Create(TimeProvider time, Func<Exception, bool> passes, Action<Exception> failed) =>
        new ResiliencePipelineBuilder { TimeProvider = time }.AddEndlessRetry(passes, failed).Build();

    /// <summary>Adds pauses that double, with jitter, up to two seconds.</summary>
    public static ResiliencePipelineBuilder AddEndlessRetry(
        this ResiliencePipelineBuilder builder, Func<Exception, bool> passes, Action<Exception> failed) =>
        builder.AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = attempt => ValueTask.FromResult(
                attempt.Outcome.Exception is { } exception
                    && !attempt.Context.CancellationToken.IsCancellationRequested
                    && passes(exception)),
            MaxRetryAttempts = int.MaxValue,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = FirstPause,
            MaxDelay = LongestPause,
            OnRetry = attempt =>
            {
                failed(attempt.Outcome.Exception!);
                return ValueTask.CompletedTask;
            },
        });
}
