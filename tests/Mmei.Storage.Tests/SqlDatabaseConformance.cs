using System.Data.Common;
using Dapper;
using Mmei.Storage.Schema;
using Mmei.Testing.Servers;

namespace Mmei.Storage.Tests;

/// <summary>What every database must do; each adapter runs all of it.</summary>
public abstract class SqlDatabaseConformance : IAsyncLifetime
{
    private static readonly SqlSchema Schema = new("test",
    [
        new SchemaStep("0001_first", "CREATE TABLE test_counters (id TEXT PRIMARY KEY, value BIGINT NOT NULL); INSERT INTO test_counters VALUES ('a', 0)"),
        new SchemaStep("0002_blobs", "CREATE TABLE test_blobs (id {identity}, body {binary} NOT NULL, share DOUBLE PRECISION NOT NULL)"),
    ]);

    private TestDatabase _test = null!;

    private ISqlDatabase Database => _test.Database;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _test = await StartAsync(Schema);

    public async ValueTask DisposeAsync()
    {
        if (_test is not null)
        {
            await _test.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Should_apply_the_steps_in_order()
    {
        await using var connection = await Database.OpenAsync(Token);

        (await connection.QueryAsync<string>("SELECT name FROM mmei_schema WHERE service = 'test' ORDER BY applied_at, name")).ShouldBe(["0001_first", "0002_blobs"]);
        (await connection.QueryAsync<long>("SELECT value FROM test_counters")).ShouldBe([0]);
    }

    [Fact]
    public async Task Should_commit_what_succeeds()
    {
        await Database.WriteAsync((connection, _) => connection.ExecuteAsync("UPDATE test_counters SET value = 7"), Token);

        (await ValueAsync()).ShouldBe(7);
    }

    [Fact]
    public async Task Should_roll_back_what_throws()
    {
        await Should.ThrowAsync<InvalidOperationException>(Database.WriteAsync(
            async (connection, _) =>
            {
                await connection.ExecuteAsync("UPDATE test_counters SET value = 7");
                throw new InvalidOperationException("changed my mind");
            },
            Token));

        (await ValueAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Should_lose_no_update_of_concurrent_writers()
    {
        var select = Database.Dialect.Translate("SELECT value FROM test_counters WHERE id = 'a' {forUpdate}");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            async () =>
            {
                for (var i = 0; i < 10; i++)
                {
                    await Database.WriteAsync(
                        async (connection, _) =>
                        {
                            var value = await connection.ExecuteScalarAsync<long>(select);
                            await connection.ExecuteAsync("UPDATE test_counters SET value = @Value WHERE id = 'a'", new { Value = value + 1 });
                        },
                        Token);
                }
            },
            Token)));

        (await ValueAsync()).ShouldBe(80);
    }

    [Fact]
    public async Task Should_show_readers_the_last_commit_while_a_writer_works()
    {
        await Database.WriteAsync(
            async (connection, _) =>
            {
                await connection.ExecuteAsync("UPDATE test_counters SET value = 9");
                (await ValueAsync()).ShouldBe(0);
            },
            Token);
    }

    [Fact]
    public async Task Should_keep_bytes_and_numbers_as_they_are()
    {
        byte[] body = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        await Database.WriteAsync(
            (connection, _) => connection.ExecuteAsync("INSERT INTO test_blobs (body, share) VALUES (@body, @share)", new { body, share = 0.1 }), Token);

        await using var reader = await Database.OpenAsync(Token);
        var (id, stored, share) = await reader.QuerySingleAsync<(long Id, byte[] Body, double Share)>("SELECT id, body, share FROM test_blobs");
        id.ShouldBe(1);
        stored.ShouldBe(body);
        share.ShouldBe(0.1);
    }

    [Fact]
    public async Task Should_report_a_broken_rule_as_what_it_is() => await Should.ThrowAsync<DbException>(
        Database.WriteAsync((connection, _) => connection.ExecuteAsync("INSERT INTO test_counters VALUES ('a', 1)"), Token));

    private protected abstract Task<TestDatabase> StartAsync(SqlSchema schema);

    private async Task<long> ValueAsync()
    {
        await using var connection = await Database.OpenAsync(Token);
        return await connection.ExecuteScalarAsync<long>("SELECT value FROM test_counters WHERE id = 'a'");
    }
}

public sealed class When_the_database_is_Sqlite : SqlDatabaseConformance
{
    private protected override Task<TestDatabase> StartAsync(SqlSchema schema) => TestDatabase.SqliteAsync(schema);
}

public sealed class When_the_database_is_PostgreSql(PostgresServer server) : SqlDatabaseConformance
{
    private protected override Task<TestDatabase> StartAsync(SqlSchema schema) => TestDatabase.PostgresAsync(schema, server);
}
