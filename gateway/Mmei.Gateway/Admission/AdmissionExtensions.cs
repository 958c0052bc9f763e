using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Mmei.Gateway.Auth;
using Mmei.Hosting.Failures;
using Mmei.Hosting.Options;

namespace Mmei.Gateway.Admission;

internal static class AdmissionExtensions
{
    private static readonly TimeSpan BusyRetryAfter = TimeSpan.FromSeconds(1);

    public static void AddAdmission(this IHostApplicationBuilder builder)
    {
        builder.AddValidatedOptions<AdmissionOptions>(AdmissionOptions.Section);
        builder.Services.AddRateLimiter(static _ => { });
        builder.Services.AddOptions<RateLimiterOptions>().Configure<IOptions<AdmissionOptions>>(Configure);
    }

    private static void Configure(RateLimiterOptions limiter, IOptions<AdmissionOptions> options)
    {
        var admission = options.Value;
        limiter.AddConcurrencyLimiter(AdmissionPolicies.Observations, concurrency =>
        {
            concurrency.PermitLimit = admission.ConcurrentObservations;

            // No queue: a client that waits for a place and then for its answer would miss its deadline.
            concurrency.QueueLimit = 0;
        });
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => PartitionOf(context, admission));
        limiter.OnRejected = static (rejected, _) => new ValueTask(rejected.HttpContext.WriteFailureAsync(FailureOf(rejected.Lease)));
    }

    // Calls without a key reach only what is open to everybody: health, limits, the API's description.
    private static RateLimitPartition<string> PartitionOf(HttpContext context, AdmissionOptions admission) =>
        context.User.FindFirst(ApiKeyHandler.KeyClaim)?.Value is { } key
            ? RateLimitPartition.GetTokenBucketLimiter(key, _ => Bucket(admission))
            : RateLimitPartition.GetNoLimiter("");

    private static TokenBucketRateLimiterOptions Bucket(AdmissionOptions admission) => new()
    {
        TokenLimit = admission.Burst,
        TokensPerPeriod = admission.RequestsPerSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = 0,
    };

    private static Failure FailureOf(RateLimitLease lease) => lease.TryGetMetadata(MetadataName.RetryAfter, out var retryAfter)
        ? new OverloadedFailure("The key makes more calls than it may.", retryAfter)
        : new UnavailableFailure("As many observations as fit are in progress.", BusyRetryAfter);
}
