using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace Mmei.Storage;

/// <summary>Opens connections and runs write transactions on the configured database.</summary>
internal sealed class SqlDatabase : ISqlDatabase, IDisposable, IAsyncDisposable
{
    private const int Attempts = 4;
    private static readonly TimeSpan ProbePatience = TimeSpan.FromSeconds(5);

    private readonly DatabaseGate _gate;
    private readonly PostgresSource? _postgres;
    private readonly FileLock? _file;
    private readonly string _sqlite = "";

    // SQLite has one writer per file. Queueing here is fair and costs no polling; hosts of one process meet in the busy timeout.
    private readonly SemaphoreSlim _writer = new(1);
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
            _sqlite = new SqliteConnectionStringBuilder(storage.ConnectionString) { ForeignKeys = true }.ToString();
            _file = new FileLock(_sqlite);
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
    internal async Task<DbConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        if (_postgres is not null)
        {
            return await _postgres.Current.OpenConnectionAsync(cancellationToken);
        }

        var connection = new SqliteConnection(_sqlite);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();

            // What is deleted is overwritten, so that an erased person is not in the file either.
            command.CommandText =
                "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;";
            await command.ExecuteNonQueryAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>One attempt at a write transaction, without passing the gate.</summary>
    internal async Task<T> WriteOnceAsync<T>(Func<SqlSession, Task<T>> work, CancellationToken cancellationToken)
    {
        var queued = _postgres is null;
        if (queued)
        {
            await _writer.WaitAsync(cancellationToken);
        }

        try
        {
            await using var connection = await ConnectAsync(cancellationToken);

            // A deferred SQLite transaction would take the write lock at its first write, when it may be too late to wait for it.
            await using var transaction = connection is SqliteConnection sqlite
                ? sqlite.BeginTransaction(deferred: false)
                : await connection.BeginTransactionAsync(cancellationToken);
            var result = await work(new SqlSession(connection, Dialect, cancellationToken));
            await transaction.CommitAsync(cancellationToken);
            Volatile.Write(ref _written, _time.GetTimestamp());
            return result;
        }
        catch (DbException)
        {
            Volatile.Write(ref _written, 0);
            throw;
        }
        finally
        {
            if (queued)
            {
                _writer.Release();
            }
        }
    }

    public void Dispose()
    {
        _postgres?.Dispose();
        _writer.Dispose();
        ReleaseFile();
    }

    public async ValueTask DisposeAsync()
    {
        if (_postgres is not null)
        {
            await _postgres.DisposeAsync();
        }

        _writer.Dispose();
        ReleaseFile();
    }

    private void ReleaseFile()
    {
        if (_postgres is null)
        {
            using var connection = new SqliteConnection(_sqlite);
            SqliteConnection.ClearPool(connection);
            _file?.Dispose();
        }
    }
}
