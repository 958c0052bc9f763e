using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Mmei.Hosting.Health;

/// <summary>Ready only between start and stop, so a stopping process is taken out of rotation before it refuses work.</summary>
internal sealed class HostLifetimeHealthCheck(IHostApplicationLifetime lifetime) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var running = lifetime.ApplicationStarted.IsCancellationRequested && !lifetime.ApplicationStopping.IsCancellationRequested;
        return Task.FromResult(running ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy());
    }
}
