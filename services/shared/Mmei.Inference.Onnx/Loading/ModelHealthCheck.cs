using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Mmei.Inference.Onnx.Loading;

/// <summary>Ready once every model is loaded and warm.</summary>
internal sealed class ModelHealthCheck(IEnumerable<ModelSlot> slots) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var missing = slots.Where(slot => !slot.IsLoaded).Select(slot => slot.Setting).ToArray();
        return Task.FromResult(missing.Length == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy($"not loaded: {string.Join(", ", missing)}"));
    }
}
