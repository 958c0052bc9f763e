using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Mmei.Storage.Schema;

namespace Mmei.Storage;

/// <summary>
/// Waits for the database, with growing pauses and without end, brings its schema up to date and opens the gate. Until then the service is
/// alive but not ready. A schema that cannot be applied stops the host: waiting does not mend it.
/// </summary>
internal sealed partial class DatabaseStartup(
    SqlDatabase database, SchemaMigrator migrator, StartupGate gate, TimeProvider time, ILogger<DatabaseStartup> logger) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var pause = FirstPause; !await TryPrepareAsync(stoppingToken); pause = pause < LongestPause ? pause * 2 : LongestPause)
        {
            await Task.Delay(pause, time, stoppingToken);
        }

        gate.Open();
        Ready(database.Dialect.Provider);
    }

    private async Task<bool> TryPrepareAsync(CancellationToken cancellationToken)
    {
        try
        {
            await (await database.ConnectAsync(cancellationToken)).DisposeAsync();
        }
        catch (DbException exception)
        {
            Unreachable(exception.Message);
            return false;
        }

        try
        {
            await migrator.MigrateAsync(cancellationToken);
            return true;
        }
        catch (DbException exception) when (exception.IsTransient)
        {
            Unreachable(exception.Message);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database cannot be reached yet: {Reason}")]
    private partial void Unreachable(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The {Provider} database is up to date")]
    private partial void Ready(StorageProvider provider);
}
