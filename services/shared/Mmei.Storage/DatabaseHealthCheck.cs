using System.Data.Common;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Mmei.Storage;

/// <summary>Ready when the schema is up to date and the database takes a write; one that is full still answers questions.</summary>
internal sealed class DatabaseHealthCheck(SqlDatabase database, DatabaseGate gate) : IHealthCheck
{
    // Whoever may ask may ask often, and each try costs the disk a write.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!gate.IsOpen)
        {
            return HealthCheckResult.Unhealthy(gate.Closed);
        }

        if (database.HasWrittenWithin(Fresh))
        {
            return HealthCheckResult.Healthy();
        }

        try
        {
            return await database.TryWritingAsync(cancellationToken)
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Degraded("A long write is under way.");
        }
        catch (DbException exception)
        {
            return HealthCheckResult.Unhealthy("The database takes no writes.", exception);
        }
    }
}
