using Mmei.Hosting.Failures;

namespace Mmei.Storage;

/// <summary>A relational database, SQLite or PostgreSQL, whose schema is up to date when a call gets through.</summary>
/// <exception cref="UnavailableFailure">The database is not ready, away, full or read-only; trying again later may succeed.</exception>
public interface ISqlDatabase
{
    /// <summary>Runs <paramref name="work"/>, which reads only, on a connection of its own.</summary>
    Task<T> ReadAsync<T>(Func<SqlSession, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>
    /// Runs <paramref name="work"/> in one transaction and commits; what it throws rolls everything back. On SQLite writers take turns.
    /// After a
    /// deadlock or a serialization failure the work runs again, so it must have no effect outside of the transaction.
    /// </summary>
    Task<T> WriteAsync<T>(Func<SqlSession, Task<T>> work, CancellationToken cancellationToken);
}
