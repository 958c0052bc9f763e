using Dapper;
using Microsoft.Extensions.Options;
using Mmei.Storage.Schema;
using Mmei.Testing.Servers;

namespace Mmei.Storage.Tests;

public sealed class When_storage_is_configured
{
    private static readonly SqlSchema Schema = new("test", [new SchemaStep("0001_first", "CREATE TABLE test_rows (id BIGINT)")]);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Sqlite", "Data Source=:memory:", "Storage:ConnectionString", "in memory")]
    [InlineData("Sqlite", "Host=db", "Storage:ConnectionString", "host")]
    [InlineData("PostgreSql", "Username=mmei", "Storage:ConnectionString", "Host is missing")]
    [InlineData("PostgreSql", "", "Storage:ConnectionString", "required")]
    public async Task Should_name_the_setting_that_is_wrong(string provider, string connectionString, string setting, string problem)
    {
        using var host = StorageHost.Build(Enum.Parse<StorageProvider>(provider), connectionString, Schema);

        var failure = await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync(Token));

        failure.Message.ShouldContain(setting);
        failure.Message.ShouldContain(problem);
    }

    [Fact]
    public async Task Should_make_the_folder_of_the_file()
    {
        using var folder = new TempFolder();
        var file = Path.Combine(folder.Path, "deep", "er", "mmei.db");
        using var host = StorageHost.Build(StorageProvider.Sqlite, $"Data Source={file}", Schema);
        await host.StartAsync(Token);

        await (await host.Database().OpenAsync(Token)).DisposeAsync();

        File.Exists(file).ShouldBeTrue();
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task Should_make_Sqlite_durable_and_strict()
    {
        await using var test = await TestDatabase.SqliteAsync(Schema);
        await using var connection = await test.Database.OpenAsync(Token);

        (await connection.ExecuteScalarAsync<string>("PRAGMA journal_mode")).ShouldBe("wal");
        (await connection.ExecuteScalarAsync<long>("PRAGMA synchronous")).ShouldBe(2);
        (await connection.ExecuteScalarAsync<long>("PRAGMA foreign_keys")).ShouldBe(1);
        (await connection.ExecuteScalarAsync<long>("PRAGMA busy_timeout")).ShouldBe(10_000);
    }
}
