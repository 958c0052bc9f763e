using System.Data.Common;
using Mmei.Hosting.Failures;

namespace Mmei.Storage;

/// <summary>A relational database, SQLite or PostgreSQL, whose schema is up to date when a call gets through.</summary>
public interface ISqlDatabase
{
    SqlDialect Dialect { get; }

    /// <summary>An open connection for reading; the caller disposes it.</summary>
    /// <exception cref="UnavailableFailure">The database is not ready, away, full or read-only; trying again later may succeed.</exception>
    Task<DbConnection> OpenAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Runs <paramref name="work"/> in one transaction and commits; what it throws rolls everything back. On SQLite writers take turns. After a
    /// deadlock or a serialization failure the work runs again, so it must have no effect outside of the transaction.
    /// </summary>
    /// <exception cref="UnavailableFailure">The database is not ready, away, full or read-only; trying again later may succeed.</exception>
    Task<T> WriteAsync<T>(Func<DbConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken);
}
