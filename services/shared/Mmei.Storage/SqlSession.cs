using System.Data.Common;
using Dapper;

namespace Mmei.Storage;

/// <summary>
/// An open connection, in a transaction where it writes. Statements are portable SQL (see <see cref="SqlDialect"/>); parameters and
/// columns take
/// the values of <see cref="SqlCodec"/>, and a row fills the constructor whose parameters have the columns' names in the columns' order.
/// </summary>
public sealed class SqlSession
{
    private readonly DbConnection _connection;
    private readonly CancellationToken _cancellationToken;

    static SqlSession() => SqlCodec.Register();

    internal SqlSession(DbConnection connection, SqlDialect dialect, CancellationToken cancellationToken) =>
        (_connection, Dialect, _cancellationToken) = (connection, dialect, cancellationToken);

    internal SqlDialect Dialect { get; }

    /// <summary>Runs a statement; once for each element where <paramref name="parameters"/> is a sequence.</summary>
    /// <returns>How many rows it changed.</returns>
    public Task<int> RunAsync(string sql, object? parameters = null) => _connection.ExecuteAsync(Command(sql, parameters));

    /// <summary>All rows of a query.</summary>
    public async Task<T[]> ReadAsync<T>(string sql, object? parameters = null) =>
        [.. await _connection.QueryAsync<T>(Command(sql, parameters))];

    private CommandDefinition Command(string sql, object? parameters) =>
        new(Dialect.Translate(sql), parameters, cancellationToken: _cancellationToken);
}
