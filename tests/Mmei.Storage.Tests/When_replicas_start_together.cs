using Mmei.Storage.Schema;
using Mmei.Testing.Servers;

namespace Mmei.Storage.Tests;

public sealed class When_replicas_start_together(PostgresServer server)
{
    private static readonly SqlSchema Schema = new("test", [new SchemaStep("0001_first", "CREATE TABLE test_rows (id BIGINT); INSERT INTO test_rows VALUES (1)")]);

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task Should_apply_each_step_once(StorageProvider provider)
    {
        var token = TestContext.Current.CancellationToken;
        using var folder = new TempFolder();
        var connectionString = provider == StorageProvider.Sqlite
            ? $"Data Source={folder["shared.db"]}"
            : await server.CreateDatabaseAsync();
        var hosts = Enumerable.Range(0, 4).Select(_ => StorageHost.Build(provider, connectionString, Schema)).ToArray();

        await Task.WhenAll(hosts.Select(host => Task.Run(() => host.StartAsync(token), token)));

        foreach (var host in hosts)
        {
            (await host.Database().ReadAsync<long>("SELECT count(*) FROM test_rows", null, token)).ShouldBe([1]);
        }

        foreach (var host in hosts)
        {
            await host.StopAsync(token);
            host.Dispose();
        }
    }
}
