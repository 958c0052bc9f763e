using Mmei.Hosting.Failures;

namespace Mmei.Storage;

/// <summary>Work of one statement, and work without a result.</summary>
/// <exception cref="UnavailableFailure">As for <see cref="ISqlDatabase"/>.</exception>
public static class SqlDatabaseExtensions
{
    /// <summary>All rows of a query.</summary>
    public static Task<T[]> ReadAsync<T>(this ISqlDatabase database, string sql, object? parameters, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(database);
        return database.ReadAsync(session => session.ReadAsync<T>(sql, parameters), cancellationToken);
    }

    /// <summary>Runs a statement in a transaction of its own.</summary>
    /// <returns>How many rows it changed.</returns>
    public static Task<int> RunAsync(this ISqlDatabase database, string sql, object? parameters, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(database);
        return database.WriteAsync(session => session.RunAsync(sql, parameters), cancellationToken);
    }

    /// <inheritdoc cref="ISqlDatabase.WriteAsync{T}"/>
    public static Task WriteAsync(this ISqlDatabase database, Func<SqlSession, Task> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(database);
        return database.WriteAsync(
            async session =>
            {
                await work(session);
                return 0;
            },
            cancellationToken);
    }
}
