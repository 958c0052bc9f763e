using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace Mmei.Storage;

/// <summary>A write that waits for its turn on SQLite, and then for the commit of the transaction that it became part of.</summary>
internal abstract class PendingWrite
{
    private const string Savepoint = "one_write";

    private int _taken;

    /// <summary>
    /// Does the work, unless whoever asked for it left meanwhile. What it throws rolls back this work alone, and is what the write ends
    /// with.
    /// </summary>
    /// <exception cref="SqliteException">SQLite gave the whole transaction up, as it does on a full disk.</exception>
    public async Task RunAsync(SqliteConnection connection, SqliteTransaction transaction)
    {
        if (!TryTake())
        {
            return;
        }

        await transaction.SaveAsync(Savepoint);
        try
        {
            await DoAsync(connection);
        }
        catch (Exception exception) when (sqlite3_get_autocommit(connection.Handle) == 0)
        {
            await transaction.RollbackAsync(Savepoint);
            Fail(exception);
        }

        await transaction.ReleaseAsync(Savepoint);
    }

    /// <summary>The transaction is on the disk.</summary>
    public abstract void Succeed();

    /// <summary>Ends it by an error, if nothing has ended it yet.</summary>
    public abstract void Fail(Exception exception);

    /// <returns>False where it was withdrawn, or taken, before.</returns>
    protected bool TryTake() => Interlocked.Exchange(ref _taken, 1) == 0;

    protected abstract Task DoAsync(SqliteConnection connection);
}

/// <inheritdoc/>
internal sealed class PendingWrite<T> : PendingWrite
{
    private readonly TaskCompletionSource<T> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<SqlSession, Task<T>> _work;
    private readonly CancellationToken _cancellationToken;
    private readonly CancellationTokenRegistration _withdrawal;

    // Whoever asked has their own trace and tenant, and the work logs as theirs.
    private readonly ExecutionContext? _context = ExecutionContext.Capture();
    private Task<T>? _done;

    public PendingWrite(Func<SqlSession, Task<T>> work, CancellationToken cancellationToken)
    {
        (_work, _cancellationToken) = (work, cancellationToken);
        _withdrawal = cancellationToken.UnsafeRegister(write => ((PendingWrite<T>)write!).Withdraw(), this);
    }

    public Task<T> Ended => _ended.Task;

    public override void Succeed()
    {
        if (_done is { IsCompletedSuccessfully: true })
        {
            _withdrawal.Dispose();
            _ended.TrySetResult(_done.Result);
        }
    }

    public override void Fail(Exception exception)
    {
        _withdrawal.Dispose();
        _ended.TrySetException(exception);
    }

    protected override async Task DoAsync(SqliteConnection connection)
    {
        var session = new SqlSession(connection, SqlDialect.Sqlite, _cancellationToken);
        if (_context is null)
        {
            _done = _work(session);
        }
        else
        {
            ExecutionContext.Run(_context, _ => _done = _work(session), state: null);
        }

        await _done!;
    }

    private void Withdraw()
    {
        if (TryTake())
        {
            _ended.TrySetCanceled(_cancellationToken);
        }
    }
}
