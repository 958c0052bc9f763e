using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Mmei.Ranking.Catalog.IndexItems;

/// <summary>Ready once the index holds the catalog.</summary>
internal sealed class IndexHealthCheck(IndexGate gate) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(gate.IsOpen ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The index is not ready yet."));
}
