using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Mmei.Messaging;

/// <summary>Ready while every queue of commands is subscribed to.</summary>
internal sealed class CommandHealthCheck(CommandSubscriber subscriber) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(subscriber.IsSubscribed ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The command queues are not subscribed to."));
}
