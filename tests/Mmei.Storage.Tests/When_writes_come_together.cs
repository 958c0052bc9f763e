using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using Mmei.Testing.Servers;

namespace Mmei.Storage.Tests;

public sealed class When_writes_come_together : IAsyncLifetime
{
    private const int Others = 8;

    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new();
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _others = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SqliteFile _file = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _file = new SqliteFile($"Data Source={_folder["test.db"]}", _time);
        await _file.WriteAsync(session => session.RunAsync("CREATE TABLE test_rows (id BIGINT PRIMARY KEY)"), Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _file.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Should_share_a_commit()
    {
        var first = HoldAsync();
        Task[] writes = [first, .. Enumerable.Range(1, Others - 1).Select(InsertAsync)];
        var last = _file.WriteAsync(_ => RowsAsync(), Token);
        _others.SetResult();

        (await last).ShouldBeEmpty("another connection sees nothing until all of them are committed");
        await Task.WhenAll(writes);
        (await RowsAsync()).Count.ShouldBe(Others);
    }

    [Fact]
    public async Task Should_commit_what_came_before_once_it_has_waited_for_a_while()
    {
        var first = HoldAsync();
        var second = _file.WriteAsync(_ => RowsAsync(), Token);
        await _open.Task;
        _time.Advance(TimeSpan.FromMilliseconds(6));
        _others.SetResult();

        (await second).ShouldBe([0]);
        await first;
    }

    [Fact]
    public async Task Should_roll_back_only_what_throws()
    {
        var first = HoldAsync();
        var broken = _file.WriteAsync<int>(
            async session =>
            {
                await session.RunAsync("INSERT INTO test_rows VALUES (1)");
                throw new InvalidOperationException("changed my mind");
            },
            Token);
        var forbidden = InsertAsync(0);
        var last = InsertAsync(2);
        _others.SetResult();

        (await Should.ThrowAsync<InvalidOperationException>(broken)).Message.ShouldBe("changed my mind");
        await Should.ThrowAsync<SqliteException>(forbidden);
        await Task.WhenAll(first, last);
        (await RowsAsync()).ShouldBe([0, 2]);
    }

    [Fact]
    public async Task Should_keep_nothing_of_any_where_the_transaction_is_given_up()
    {
        // As on a full disk, after which SQLite has no transaction any more.
        await _file.WriteAsync(
            session => session.RunAsync(
                """
                CREATE TRIGGER full BEFORE INSERT ON test_rows WHEN NEW.id = 1
                BEGIN SELECT RAISE(ROLLBACK, 'database or disk is full'); END
                """),
            Token);
        var first = HoldAsync();
        var full = InsertAsync(1);
        _others.SetResult();

        await Should.ThrowAsync<SqliteException>(full);
        await Should.ThrowAsync<SqliteException>(first);
        (await RowsAsync()).ShouldBeEmpty();
        await InsertAsync(3);
        (await RowsAsync()).ShouldBe([3], "the next transaction is a new one");
    }

    [Fact]
    public async Task Should_not_do_what_nobody_waits_for_any_more()
    {
        using var leaving = new CancellationTokenSource();
        var first = HoldAsync();
        var left = _file.WriteAsync(session => session.RunAsync("INSERT INTO test_rows VALUES (1)"), leaving.Token);
        await leaving.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(left);
        _others.SetResult();
        await first;
        await InsertAsync(2);
        (await RowsAsync()).ShouldBe([0, 2]);
    }

    [Fact]
    public async Task Should_do_what_came_before_it_was_closed()
    {
        var first = HoldAsync();
        var last = InsertAsync(1);
        var closing = _file.DisposeAsync();
        _others.SetResult();

        await closing;
        await Task.WhenAll(first, last);
        await Should.ThrowAsync<ObjectDisposedException>(() => InsertAsync(2));
    }

    [Fact]
    public async Task Should_work_as_whoever_asked()
    {
        var caller = new AsyncLocal<string> { Value = "first" };
        var first = _file.WriteAsync(_ => Task.FromResult(caller.Value), Token);
        caller.Value = "second";
        var second = _file.WriteAsync(_ => Task.FromResult(caller.Value), Token);

        (await Task.WhenAll(first, second)).ShouldBe(["first", "second"]);
    }

    /// <summary>Inserts 0, and keeps the transaction open until the others have come.</summary>
    private Task<int> HoldAsync() => _file.WriteAsync(
        async session =>
        {
            _open.SetResult();
            await _others.Task;
            return await session.RunAsync("INSERT INTO test_rows VALUES (0)");
        },
        Token);

    private Task<int> InsertAsync(int id) =>
        _file.WriteAsync(session => session.RunAsync("INSERT INTO test_rows VALUES (@id)", new { id }), Token);

    private async Task<IReadOnlyList<long>> RowsAsync()
    {
        await using var connection = await _file.ConnectAsync(Token);
        return await new SqlSession(connection, SqlDialect.Sqlite, Token).ReadAsync<long>("SELECT id FROM test_rows ORDER BY id");
    }
}
