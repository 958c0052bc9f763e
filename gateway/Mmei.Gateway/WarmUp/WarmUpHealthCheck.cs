using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Mmei.Gateway.WarmUp;

/// <summary>Not ready until the warm-up is over, whichever way it ended.</summary>
internal sealed class WarmUpHealthCheck : IHealthCheck
{
    private volatile bool _over;

    public void Over() => _over = true;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_over ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The platform has not answered yet."));
}
