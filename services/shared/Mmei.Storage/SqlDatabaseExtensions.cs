using System.Data.Common;

namespace Mmei.Storage;

public static class SqlDatabaseExtensions
{
    /// <inheritdoc cref="ISqlDatabase.WriteAsync{T}"/>
    public static Task WriteAsync(this ISqlDatabase database, Func<DbConnection, CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(database);
        return database.WriteAsync(
            async (connection, token) =>
            {
                await work(connection, token);
                return 0;
            },
            cancellationToken);
    }
}
