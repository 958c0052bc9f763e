using Microsoft.Extensions.Options;
using Npgsql;

namespace Mmei.Storage;

/// <summary>PostgreSQL as the settings name it now: its user and password may change while the service runs.</summary>
internal sealed class PostgresSource(IOptions<StorageOptions> options) : IDisposable, IAsyncDisposable
{
    private readonly Lock _lock = new();
    private string _connectionString = options.Value.ConnectionString;
    private NpgsqlDataSource _source = NpgsqlDataSource.Create(options.Value.ConnectionString);

    /// <summary>
    /// What connects. One that was replaced serves who has asked for it already; its connections end when they have been idle.
    /// </summary>
    public NpgsqlDataSource Current
    {
        get
        {
            lock (_lock)
            {
                if (options.Value.ConnectionString is var connectionString && connectionString != _connectionString)
                {
                    (_connectionString, _source) = (connectionString, NpgsqlDataSource.Create(connectionString));
                }

                return _source;
            }
        }
    }

    /// <summary>Runs <paramref name="work"/> once, in a transaction of its own.</summary>
    public async Task<T> WriteAsync<T>(Func<SqlSession, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var connection = await Current.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var result = await work(new SqlSession(connection, SqlDialect.PostgreSql, cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    public void Dispose() => _source.Dispose();

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
