using Grpc.Core;
using Mmei.Hosting.Failures;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace Mmei.Ranking.Index.Qdrant;

/// <summary>
/// What happens when Qdrant falters: a passing failure is tried once more; when half of the recent calls fail, calls fail at once for a
/// while instead of waiting for their deadline.
/// </summary>
internal static class QdrantResilience
{
    private static readonly PredicateBuilder<object> Passing = new PredicateBuilder<object>().Handle<RpcException>(
        exception => IsPassing(exception.StatusCode));

    /// <param name="breakDuration">How long calls fail at once.</param>
    /// <param name="time">Measures pauses and breaks.</param>
    /// <param name="broken">Is told when calls begin to fail at once, and when they get through again.</param>
    public static ResiliencePipeline Build(TimeSpan breakDuration, TimeProvider time, Action<bool>? broken = null)
    {
        return new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = Passing,
                MaxRetryAttempts = 1,
                Delay = TimeSpan.FromMilliseconds(50),
                UseJitter = true,
            })
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                ShouldHandle = Passing,
                FailureRatio = 0.5,
                MinimumThroughput = 8,
                SamplingDuration = TimeSpan.FromSeconds(10),
                BreakDuration = breakDuration,
                OnOpened = _ => TellAsync(isBroken: true),
                OnClosed = _ => TellAsync(isBroken: false),
            })
            .Build();

        ValueTask TellAsync(bool isBroken)
        {
            broken?.Invoke(isBroken);
            return ValueTask.CompletedTask;
        }
    }

    /// <summary>What a failure means to callers; null to let it pass as it is.</summary>
    public static Exception? Translate(Exception failure, CancellationToken cancellationToken) => failure switch
    {
        RpcException { StatusCode: StatusCode.Cancelled } when cancellationToken.IsCancellationRequested =>
            new OperationCanceledException("The call was cancelled.", failure, cancellationToken),
        BrokenCircuitException broken =>
            new UnavailableFailure("The vector index is not available.", broken.RetryAfter ?? TimeSpan.FromSeconds(1), broken),
        RpcException rpc when IsPassing(rpc.StatusCode) || rpc.StatusCode == StatusCode.NotFound =>
            new UnavailableFailure("The vector index is not available.", TimeSpan.FromSeconds(1), rpc),
        _ => null,
    };

    private static bool IsPassing(StatusCode code) => code
        is StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.ResourceExhausted or StatusCode.Aborted
        or StatusCode.Internal or StatusCode.Unknown or StatusCode.Cancelled;
}
