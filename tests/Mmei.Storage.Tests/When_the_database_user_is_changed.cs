using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Mmei.Storage.Schema;
using Mmei.Testing.Servers;
using Npgsql;

namespace Mmei.Storage.Tests;

public sealed class When_the_database_user_is_changed(PostgresServer server)
{
    private const string Who = "SELECT CAST(current_user AS text)";

    private static readonly SqlSchema Schema = new("test", [new SchemaStep("0001_first", "CREATE TABLE test_rows (id BIGINT)")]);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_connect_as_the_settings_say_by_then()
    {
        var before = await server.CreateDatabaseAsync();
        using var host = StorageHost.Build(StorageProvider.PostgreSql, before, Schema);
        await host.StartAsync(Token);
        await host.Database().WriteAsync<int>(session => session.RunAsync("CREATE ROLE second LOGIN"), Token);
        (await host.Database().ReadAsync<string>(Who, null, Token)).ShouldBe(["mmei"]);

        Set(host, new NpgsqlConnectionStringBuilder(before) { Username = "second" }.ConnectionString);

        (await host.Database().ReadAsync<string>(Who, null, Token)).ShouldBe(["second"]);
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task Should_go_on_as_before_while_the_settings_are_wrong()
    {
        using var host = StorageHost.Build(StorageProvider.PostgreSql, await server.CreateDatabaseAsync(), Schema);
        await host.StartAsync(Token);
        await host.Database().ReadAsync<string>(Who, null, Token);

        Should.Throw<Exception>(() => Set(host, "Username=second")).GetBaseException().Message.ShouldContain("Host is missing");

        (await host.Database().ReadAsync<string>(Who, null, Token)).ShouldBe(["mmei"]);
        await host.StopAsync(Token);
    }

    private static void Set(IHost host, string connectionString)
    {
        var settings = (IConfigurationRoot)host.Services.GetRequiredService<IConfiguration>();
        settings["Storage:ConnectionString"] = connectionString;
        settings.Reload();
    }
}
