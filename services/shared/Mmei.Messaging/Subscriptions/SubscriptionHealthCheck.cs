using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Mmei.Messaging.Subscriptions;

/// <summary>Ready while everything is subscribed to.</summary>
internal sealed class SubscriptionHealthCheck<TSubscriber>(TSubscriber subscriber) : IHealthCheck
    where TSubscriber : QueueSubscriber
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(subscriber.IsSubscribed
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy($"The {subscriber.Subject} are not subscribed to."));
}
