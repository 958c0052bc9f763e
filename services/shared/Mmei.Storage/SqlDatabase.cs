using System.Data.Common;
using Microsoft.Extensions.Options;

namespace Mmei.Storage;

/// <summary>Opens connections and runs write transactions on the configured database.</summary>
internal sealed class SqlDatabase : ISqlDatabase, IDisposable, IAsyncDisposable
{
    private const int Attempts = 4;
    private static readonly TimeSpan ProbePatience = TimeSpan.FromSeconds(5);

    private readonly DatabaseGate _gate;
    private readonly PostgresSource? _postgres;
    private readonly SqliteFile? _sqlite;
    private readonly TimeProvider _time;

    /// <summary>When a write was last committed; 0 where none was, or one has failed since.</summary>
    private long _written;

    public SqlDatabase(IOptions<StorageOptions> options, DatabaseGate gate, TimeProvider time)
    {
        var storage = options.Value;
        (_gate, _time) = (gate, time);
        if (storage.Provider == StorageProvider.PostgreSql)
        {
            Dialect = SqlDialect.PostgreSql;
            _postgres = new PostgresSource(options);
        }
        else
        {
            Dialect = SqlDialect.Sqlite;
            _sqlite = new SqliteFile(storage.ConnectionString, time);
        }
    }

    internal SqlDialect Dialect { get; }

    public async Task<T> ReadAsync<T>(Func<SqlSession, Task<T>> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        await _gate.PassAsync(cancellationToken);
        try
        {
            await using var connection = await ConnectAsync(cancellationToken);
            return await work(new SqlSession(connection, Dialect, cancellationToken));
        }
        catch (DbException exception) when (DatabaseFailures.IsOutage(exception))
        {
            throw DatabaseFailures.Unavailable(exception);
        }
    }

    public async Task<T> WriteAsync<T>(Func<SqlSession, Task<T>> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        await _gate.PassAsync(cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await WriteOnceAsync(work, cancellationToken);
            }
            catch (DbException exception) when (attempt < Attempts && DatabaseFailures.IsConflict(exception))
            {
                // The database has rolled back in favour of another transaction; that one is done now or has its locks.
            }
            catch (DbException exception) when (DatabaseFailures.IsOutage(exception))
            {
                throw DatabaseFailures.Unavailable(exception);
            }
        }
    }

    /// <summary>Whether a write was committed within the last <paramref name="span"/>, and none has failed since.</summary>
    internal bool HasWrittenWithin(TimeSpan span) => Volatile.Read(ref _written) is not 0 and var at && _time.GetElapsedTime(at) < span;

    /// <summary>Writes and commits a row of no meaning.</summary>
    /// <returns>False where another write of this process has kept the database for a while.</returns>
    /// <exception cref="DbException">It cannot be written to.</exception>
    internal async Task<bool> TryWritingAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(ProbePatience, _time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await WriteOnceAsync(
                session => session.RunAsync(
                    "INSERT INTO mmei_probe (id, at) VALUES (1, @now) ON CONFLICT (id) DO UPDATE SET at = excluded.at",
                    new { now = _time.GetUtcNow() }),
                stop.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested && _postgres is null)
        {
            return false;
        }
    }

    /// <summary>Connects without passing the gate: for the start-up itself.</summary>
    internal async Task<DbConnection> ConnectAsync(CancellationToken cancellationToken) => _sqlite is not null
        ? await _sqlite.ConnectAsync(cancellationToken)
        : await _postgres!.Current.OpenConnectionAsync(cancellationToken);

    /// <summary>One attempt at a write transaction, without passing the gate.</summary>
    internal async Task<T> WriteOnceAsync<T>(Func<SqlSession, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            var result = _sqlite is not null
                ? await _sqlite.WriteAsync(work, cancellationToken)
                : await _postgres!.WriteAsync(work, cancellationToken);
            Volatile.Write(ref _written, _time.GetTimestamp());
            return result;
        }
        catch (DbException)
        {
            Volatile.Write(ref _written, 0);
            throw;
        }
    }

    public void Dispose()
    {
        _postgres?.Dispose();
        _sqlite?.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        if (_postgres is not null)
        {
            await _postgres.DisposeAsync();
        }

        if (_sqlite is not null)
        {
            await _sqlite.DisposeAsync();
        }
    }
}
