using System.Data.Common;
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
        new SchemaStep(
            "0003_values",
            """
            CREATE TABLE test_values (
                an_id TEXT NOT NULL, no_id TEXT, an_instant BIGINT NOT NULL, a_truth BIGINT NOT NULL, floats {binary} NOT NULL, doubles {binary} NOT NULL)
            """),
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
        (await Database.ReadAsync<string>("SELECT name FROM mmei_schema WHERE service = 'test' ORDER BY applied_at, name", null, Token))
            .ShouldBe(["0001_first", "0002_blobs", "0003_values"]);
        (await ValueAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Should_commit_what_succeeds()
    {
        await Database.RunAsync("UPDATE test_counters SET value = 7", null, Token);

        (await ValueAsync()).ShouldBe(7);
    }

    [Fact]
    public async Task Should_roll_back_what_throws()
    {
        await Should.ThrowAsync<InvalidOperationException>(Database.WriteAsync(
            async session =>
            {
                await session.RunAsync("UPDATE test_counters SET value = 7");
                throw new InvalidOperationException("changed my mind");
            },
            Token));

        (await ValueAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Should_lose_no_update_of_concurrent_writers()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            async () =>
            {
                for (var i = 0; i < 10; i++)
                {
                    await Database.WriteAsync(
                        async session =>
                        {
                            var value = (
                                await session.ReadAsync<long>("SELECT value FROM test_counters WHERE id = 'a' {forUpdate}")).Single();
                            await session.RunAsync("UPDATE test_counters SET value = @Value WHERE id = 'a'", new { Value = value + 1 });
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
            async session =>
            {
                await session.RunAsync("UPDATE test_counters SET value = 9");
                (await ValueAsync()).ShouldBe(0);
            },
            Token);
    }

    [Fact]
    public async Task Should_keep_bytes_and_numbers_as_they_are()
    {
        byte[] body = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        await Database.RunAsync("INSERT INTO test_blobs (body, share) VALUES (@body, @share)", new { body, share = 0.1 }, Token);

        var (id, stored, share) = (
            await Database.ReadAsync<(long, byte[], double)>("SELECT id, body, share FROM test_blobs", null, Token)).Single();
        id.ShouldBe(1);
        stored.ShouldBe(body);
        share.ShouldBe(0.1);
    }

    [Fact]
    public async Task Should_report_a_broken_rule_as_what_it_is() => await Should.ThrowAsync<DbException>(
        Database.RunAsync("INSERT INTO test_counters VALUES ('a', 1)", null, Token));

    [Fact]
    public async Task Should_give_values_back_as_they_were()
    {
        var row = new EveryValue(
            new Guid(1, 2, 0x7000, new byte[8]),
            null,
            new DateTimeOffset(2026, 11, 26, 12, 0, 0, 5, TimeSpan.Zero),
            true,
            [0.1f, -2],
            [0.1, double.Epsilon]);
        await Database.RunAsync(
            "INSERT INTO test_values VALUES (@AnId, @NoId, @AnInstant, @ATruth, @Floats, @Doubles)", row, Token);

        var (stored, nobody) = (
            (await Database.ReadAsync<EveryValue>("SELECT * FROM test_values WHERE an_id = @AnId", row, Token)).Single(),
            await Database.ReadAsync<EveryValue>(
                "SELECT * FROM test_values WHERE a_truth {in truths}", new { truths = new[] { 0L, 2 } }, Token));

        stored.ShouldBeEquivalentTo(row);
        nobody.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_keep_numbers_as_little_endian_bytes()
    {
        await Database.RunAsync("INSERT INTO test_blobs (body, share) VALUES (@body, 0)", new { body = new[] { 1.5f } }, Token);

        (await Database.ReadAsync<byte[]>("SELECT body FROM test_blobs", null, Token)).Single().ShouldBe([0, 0, 0xC0, 0x3F]);
    }

    private protected abstract Task<TestDatabase> StartAsync(SqlSchema schema);

    private async Task<long> ValueAsync() =>
        (await Database.ReadAsync<long>("SELECT value FROM test_counters WHERE id = 'a'", null, Token)).Single();

    private sealed record EveryValue(Guid AnId, Guid? NoId, DateTimeOffset AnInstant, bool ATruth, float[] Floats, double[] Doubles);
}

public sealed class When_the_database_is_Sqlite : SqlDatabaseConformance
{
    private protected override Task<TestDatabase> StartAsync(SqlSchema schema) => TestDatabase.SqliteAsync(schema);
}

public sealed class When_the_database_is_PostgreSql(PostgresServer server) : SqlDatabaseConformance
{
    private protected override Task<TestDatabase> StartAsync(SqlSchema schema) => TestDatabase.PostgresAsync(schema, server);
}
