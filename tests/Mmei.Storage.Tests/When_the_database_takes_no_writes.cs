using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Mmei.Storage.Schema;
using Mmei.Testing.Servers;
using Npgsql;

namespace Mmei.Storage.Tests;

public sealed class When_the_database_takes_no_writes(PostgresServer server)
{
    private static readonly SqlSchema Schema = new("test", [new SchemaStep("0001_first", "CREATE TABLE test_rows (id BIGINT)")]);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_not_be_ready_on_a_full_disk()
    {
        using var folder = new TempFolder();
        var file = $"Data Source={folder["mmei.db"]}";
        using var host = StorageHost.Build(StorageProvider.Sqlite, file, Schema);
        await host.StartAsync(Token);
        await host.Database().ReadAsync<long>("SELECT 1", null, Token);

        // What SQLite says of a full disk, without one: it reads as before.
        await using var connection = new SqliteConnection(file);
        await connection.OpenAsync(Token);
        await ExecuteAsync("CREATE TRIGGER full BEFORE INSERT ON mmei_probe BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END");

        await UntilAsync(host, HealthStatus.Unhealthy);
        (await host.Database().ReadAsync<long>("SELECT count(*) FROM test_rows", null, Token)).ShouldBe([0]);
        await ExecuteAsync("DROP TRIGGER full");
        await UntilAsync(host, HealthStatus.Healthy);
        await host.StopAsync(Token);

        async Task ExecuteAsync(string sql)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync(Token);
        }
    }

    [Fact]
    public async Task Should_not_be_ready_on_a_server_that_became_read_only()
    {
        var connectionString = await server.CreateDatabaseAsync();
        using var host = StorageHost.Build(StorageProvider.PostgreSql, connectionString, Schema);
        await host.StartAsync(Token);
        await host.Database().ReadAsync<long>("SELECT 1", null, Token);

        // Connections that are open go on as they were, so they end.
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(
            $"""
            ALTER DATABASE "{new NpgsqlConnectionStringBuilder(connectionString).Database}" SET default_transaction_read_only = on;
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
            """);
        await command.ExecuteNonQueryAsync(Token);
        await UntilAsync(host, HealthStatus.Unhealthy);

        (await host.Database().ReadAsync<long>("SELECT count(*) FROM test_rows", null, Token)).ShouldBe([0]);
        (await host.HealthAsync()).ShouldBe(HealthStatus.Unhealthy);
        await host.StopAsync(Token);
    }

    /// <summary>A write of a moment ago counts, so it takes that moment.</summary>
    private static async Task UntilAsync(IHost host, HealthStatus wanted)
    {
        while (await host.HealthAsync() != wanted)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Token);
        }
    }
}
