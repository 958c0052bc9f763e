using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Mmei.Gateway.Proxy;

/// <summary>
/// Degraded while a service behind the gateway is away or not ready: its calls fail then, but others do not, so the gateway stays in
/// service.
/// </summary>
internal sealed class ServiceHealthCheck(HttpClient http, Uri service) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(service, "/health/ready"), cancellationToken);
            return answer.IsSuccessStatusCode ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded("It is not ready.");
        }
        catch (HttpRequestException exception)
        {
            return HealthCheckResult.Degraded("It cannot be reached.", exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Degraded("It does not answer.", exception);
        }
    }
}
