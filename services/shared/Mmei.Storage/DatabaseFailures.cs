using System.Data.Common;
using Microsoft.Data.Sqlite;
using Mmei.Hosting.Failures;
using Npgsql;
using static SQLitePCL.raw;

namespace Mmei.Storage;

/// <summary>What the errors of the two databases mean.</summary>
internal static class DatabaseFailures
{
    /// <summary>Another transaction won; the same work may succeed at once.</summary>
    public static bool IsConflict(DbException exception) => exception switch
    {
        PostgresException postgres => postgres.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure,
        SqliteException sqlite => sqlite.SqliteErrorCode is SQLITE_BUSY or SQLITE_LOCKED,
        _ => false,
    };

    /// <summary>The database is away, full or read-only: nothing is wrong with the work, and it may succeed later.</summary>
    public static bool IsOutage(DbException exception) => exception switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode
            is SQLITE_BUSY or SQLITE_LOCKED or SQLITE_FULL or SQLITE_IOERR or SQLITE_CANTOPEN or SQLITE_READONLY,
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } => true,
        _ => exception.IsTransient,
    };

    public static UnavailableFailure Unavailable(DbException cause) =>
        new("The database is not available.", TimeSpan.FromSeconds(5), cause);
}
