using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Mmei.Hosting.Failures;
using Mmei.Hosting.Options;

namespace Mmei.Gateway.Access;

internal static class RateLimitServiceExtensions
{
    private static readonly TimeSpan BusyRetryAfter = TimeSpan.FromSeconds(1);

    public static void AddRateLimits(this IHostApplicationBuilder builder)
    {
        builder.AddValidatedOptions<RateLimitOptions>(RateLimitOptions.Section);
        builder.Services.AddRateLimiter(static _ => { });
        builder.Services.AddOptions<RateLimiterOptions>().Configure<IOptions<RateLimitOptions>>(Configure);
    }

    private static void Configure(RateLimiterOptions limiter, IOptions<RateLimitOptions> options)
    {
        var limits = options.Value;
        Bound(limiter, RateLimitPolicies.Observations, limits.ConcurrentObservations);
        Bound(limiter, RateLimitPolicies.Events, limits.EventClients);
        Bound(limiter, RateLimitPolicies.Batches, limits.Batches);
        Bound(limiter, RateLimitPolicies.Streams, limits.Streams);
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => PartitionOf(context, limits));
        limiter.OnRejected = static (rejected, _) => new ValueTask(rejected.HttpContext.WriteFailureAsync(FailureOf(rejected.Lease)));
    }

    private static void Bound(RateLimiterOptions limiter, string policy, int calls) => limiter.AddConcurrencyLimiter(policy, concurrency =>
    {
        concurrency.PermitLimit = calls;

        // No queue: a client that waits for a place and then for its answer would miss its deadline.
        concurrency.QueueLimit = 0;
    });

    // Calls without a key reach only what is open to everybody: health, limits, the API's description.
    private static RateLimitPartition<string> PartitionOf(HttpContext context, RateLimitOptions limits) =>
        context.User.FindFirst(Credentials.CallerClaim)?.Value is { } key
            ? RateLimitPartition.GetTokenBucketLimiter(key, _ => Bucket(limits))
            : RateLimitPartition.GetNoLimiter("");

    private static TokenBucketRateLimiterOptions Bucket(RateLimitOptions limits) => new()
    {
        TokenLimit = limits.Burst,
        TokensPerPeriod = limits.RequestsPerSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = 0,
    };

    private static Failure FailureOf(RateLimitLease lease) => lease.TryGetMetadata(MetadataName.RetryAfter, out var retryAfter)
        ? new OverloadedFailure("The caller makes more calls than it may.", retryAfter)
        : new UnavailableFailure("As many calls of this kind as fit are in progress.", BusyRetryAfter);
}
