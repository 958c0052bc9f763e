using System.Data.Common;
using Microsoft.Extensions.Logging;
using Mmei.Hosting.Background;
using Mmei.Hosting.Failures;
using Mmei.Storage.Schema;

namespace Mmei.Storage;

/// <summary>
/// Waits for the database without end, brings its schema up to date and opens the gate. Until then the service is alive but not ready. A
/// schema
/// that cannot be applied stops the host: waiting does not mend it.
/// </summary>
internal sealed partial class DatabaseStartup(
    SqlDatabase database, SchemaMigrator migrator, DatabaseGate gate, TimeProvider time, ILogger<DatabaseStartup> logger)
    : RecurringService(time, logger, gate)
{
    protected override async Task<TimeSpan?> RunOnceAsync(CancellationToken cancellationToken)
    {
        try
        {
            await (await database.ConnectAsync(cancellationToken)).DisposeAsync();
        }
        catch (DbException exception)
        {
            throw DatabaseFailures.Unavailable(exception);
        }

        await migrator.MigrateAsync(cancellationToken);
        Ready(database.Dialect.Provider);
        return null;
    }

    protected override bool IsOutage(Exception exception) => exception is UnavailableFailure or DbException { IsTransient: true };

    protected override bool Passes(Exception exception) => IsOutage(exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "The {Provider} database is up to date")]
    private partial void Ready(StorageProvider provider);
}
