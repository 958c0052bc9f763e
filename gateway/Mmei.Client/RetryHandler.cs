using System.Net;
using Polly;
using Polly.Retry;

namespace Mmei.Client;

/// <summary>
/// Sends a call again that may be sent again: GET, HEAD, PUT and DELETE, which have the same effect twice, after the platform could not be
/// reached or said that it has too much to do. Three times at most, with growing pauses, and never before <c>Retry-After</c> says so.
/// </summary>
internal sealed class RetryHandler : DelegatingHandler
{
    private const int Attempts = 3;

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;

    public RetryHandler(HttpMessageHandler inner, TimeProvider time)
        : base(inner) => _pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
        {
            ShouldHandle = static outcome => ValueTask.FromResult(IsPassing(outcome.Outcome)),
            MaxRetryAttempts = Attempts,
            BackoffType = DelayBackoffType.Exponential,
            Delay = TimeSpan.FromMilliseconds(200),
            MaxDelay = LongestPause,
            UseJitter = true,
            DelayGenerator = static retry => ValueTask.FromResult(retry.Outcome.Result?.Headers.RetryAfter?.Delta),
            OnRetry = static retry =>
            {
                retry.Outcome.Result?.Dispose();
                return ValueTask.CompletedTask;
            },
        })
        .Build();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        IsIdempotent(request.Method)
            ? await _pipeline.ExecuteAsync(
                static async (state, stop) => await state.Handler.SendOnceAsync(state.Request, stop),
                (Handler: this, Request: request),
                cancellationToken)
            : await base.SendAsync(request, cancellationToken);

    private Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        base.SendAsync(request, cancellationToken);

    private static bool IsIdempotent(HttpMethod method) =>
        method == HttpMethod.Get || method == HttpMethod.Head || method == HttpMethod.Put || method == HttpMethod.Delete;

    /// <summary>A pause that is longer than anybody waits is the caller's to decide on.</summary>
    private static bool IsPassing(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Exception: HttpRequestException } => true,
        { Result: { StatusCode: HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable } answer } =>
            answer.Headers.RetryAfter?.Delta is not { } pause || pause <= LongestPause,
        _ => false,
    };
}
