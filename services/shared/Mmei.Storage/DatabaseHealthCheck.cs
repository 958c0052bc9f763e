using System.Data.Common;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Mmei.Storage;

/// <summary>Ready when the schema is up to date and the database answers.</summary>
internal sealed class DatabaseHealthCheck(SqlDatabase database, DatabaseGate gate) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!gate.IsOpen)
        {
            return HealthCheckResult.Unhealthy(gate.Closed);
        }

        try
        {
            await using var connection = await database.ConnectAsync(cancellationToken);
            await new SqlSession(connection, database.Dialect, cancellationToken).ReadAsync<long>("SELECT 1");
            return HealthCheckResult.Healthy();
        }
        catch (DbException exception)
        {
            return HealthCheckResult.Unhealthy("The database does not answer.", exception);
        }
    }
}
