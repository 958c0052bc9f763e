using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Mmei.Hosting.Failures;
using Mmei.Storage.Schema;
using Mmei.Testing.Servers;

namespace Mmei.Storage.Tests;

/// <summary>On a server of its own, because it is stopped and started.</summary>
public sealed class When_the_database_is_away : IAsyncLifetime
{
    private static readonly SqlSchema Schema = new("test", [new SchemaStep("0001_first", "CREATE TABLE test_rows (id BIGINT)")]);
    private readonly PostgresServer _server = new();
    private string _connectionString = "";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _server.InitializeAsync();
        _connectionString = await _server.CreateDatabaseAsync();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Should_start_without_it_and_become_ready_when_it_comes()
    {
        await _server.StopAsync();
        using var host = StorageHost.Build(StorageProvider.PostgreSql, _connectionString, Schema);
        await host.StartAsync(Token);
        (await host.HealthAsync()).ShouldBe(HealthStatus.Unhealthy);

        await _server.StartAsync();

        (await CountAsync(host)).ShouldBe([0]);
        (await host.HealthAsync()).ShouldBe(HealthStatus.Healthy);
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task Should_fail_calls_that_have_waited_long_enough()
    {
        await _server.StopAsync();
        using var host = StorageHost.Build(StorageProvider.PostgreSql, _connectionString, Schema, patience: "00:00:00.2");
        await host.StartAsync(Token);

        await Should.ThrowAsync<UnavailableFailure>(CountAsync(host));
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task Should_say_unavailable_during_an_outage_and_go_on_after_it()
    {
        using var host = StorageHost.Build(StorageProvider.PostgreSql, _connectionString, Schema);
        await host.StartAsync(Token);
        await InsertAsync(host);

        await _server.StopAsync();
        await Should.ThrowAsync<UnavailableFailure>(() => InsertAsync(host));
        (await host.HealthAsync()).ShouldBe(HealthStatus.Unhealthy);

        await _server.StartAsync();
        await InsertAsync(host);
        (await CountAsync(host)).ShouldBe([2]);
        (await host.HealthAsync()).ShouldBe(HealthStatus.Healthy);
        await host.StopAsync(Token);
    }

    private static Task<int> InsertAsync(IHost host) =>
        host.Database().RunAsync("INSERT INTO test_rows VALUES (1)", null, Token);

    private static Task<long[]> CountAsync(IHost host) => host.Database().ReadAsync<long>("SELECT count(*) FROM test_rows", null, Token);
}
