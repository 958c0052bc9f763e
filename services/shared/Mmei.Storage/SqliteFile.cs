using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Mmei.Storage;

/// <summary>
/// A SQLite file, which has one writer. Writes take turns in the order in which they came; those that come while a transaction is open
/// become part of it and share its commit, so that the disk is waited for once for all of them. Hosts of one process meet in the busy
/// timeout.
/// </summary>
internal sealed class SqliteFile : IDisposable, IAsyncDisposable
{
    // Both bound how long the first of a transaction waits for the others; a commit takes the disk a few milliseconds.
    private const int MostTogether = 64;
    private static readonly TimeSpan LongestOpen = TimeSpan.FromMilliseconds(5);

    private readonly Channel<PendingWrite> _writes = Channel.CreateUnbounded<PendingWrite>(new() { SingleReader = true });
    private readonly string _connectionString;
    private readonly FileLock _file;
    private readonly TimeProvider _time;
    private readonly Task _writing;

    /// <exception cref="IOException">Another process has the file, or its folder cannot be written to.</exception>
    public SqliteFile(string connectionString, TimeProvider time)
    {
        _connectionString = new SqliteConnectionStringBuilder(connectionString) { ForeignKeys = true }.ToString();
        _file = new FileLock(_connectionString);
        _time = time;
        _writing = WriteAllAsync();
    }

    public async Task<SqliteConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(_connectionString);
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

    /// <summary>Runs <paramref name="work"/> once and waits until it is on the disk; what it throws leaves nothing of it.</summary>
    /// <exception cref="SqliteException">The work failed, or the transaction that it was part of.</exception>
    /// <exception cref="ObjectDisposedException">The file was closed.</exception>
    public Task<T> WriteAsync<T>(Func<SqlSession, Task<T>> work, CancellationToken cancellationToken)
    {
        var write = new PendingWrite<T>(work, cancellationToken);
        ObjectDisposedException.ThrowIf(!_writes.Writer.TryWrite(write), this);
        return write.Ended;
    }

    public void Dispose()
    {
        _writes.Writer.TryComplete();
        Release();
    }

    /// <summary>Writes that came before are done first.</summary>
    public async ValueTask DisposeAsync()
    {
        _writes.Writer.TryComplete();
        await _writing;
        Release();
    }

    private async Task WriteAllAsync()
    {
        while (await _writes.Reader.WaitToReadAsync())
        {
            await WriteTogetherAsync();
        }
    }

    private async Task WriteTogetherAsync()
    {
        List<PendingWrite> together = [];
        try
        {
            await using var connection = await ConnectAsync(CancellationToken.None);

            // A deferred transaction would take the write lock at its first write, when it may be too late to wait for it.
            await using var transaction = connection.BeginTransaction(deferred: false);
            var opened = _time.GetTimestamp();
            while (together.Count < MostTogether && _time.GetElapsedTime(opened) < LongestOpen && _writes.Reader.TryRead(out var write))
            {
                together.Add(write);
                await write.RunAsync(connection, transaction);
            }

            await transaction.CommitAsync();
            together.ForEach(write => write.Succeed());
        }
        catch (Exception exception)
        {
            FailAll(together, exception);
        }
    }

    /// <summary>Where not even a transaction could be begun, it is whoever waits who has to know.</summary>
    private void FailAll(List<PendingWrite> together, Exception exception)
    {
        if (together.Count == 0 && _writes.Reader.TryRead(out var first))
        {
            together.Add(first);
        }

        together.ForEach(write => write.Fail(exception));
    }

    private void Release()
    {
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
        _file.Dispose();
    }
}
