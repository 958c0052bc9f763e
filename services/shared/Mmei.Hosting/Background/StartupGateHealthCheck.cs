using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Mmei.Hosting.Background;

/// <summary>Ready once the gate is open.</summary>
internal sealed class StartupGateHealthCheck<TGate>(TGate gate) : IHealthCheck
    where TGate : StartupGate
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(gate.IsOpen ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(gate.Closed));
}
