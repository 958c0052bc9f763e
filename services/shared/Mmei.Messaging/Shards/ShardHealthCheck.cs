using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Mmei.Messaging;

/// <summary>Ready while every shard is subscribed to.</summary>
internal sealed class ShardHealthCheck(ShardSubscriber subscriber) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(subscriber.IsSubscribed ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The shards are not subscribed to."));
}
