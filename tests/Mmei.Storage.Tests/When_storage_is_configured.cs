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

        await host.Database().ReadAsync<long>("SELECT 1", null, Token);

        File.Exists(file).ShouldBeTrue();
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task Should_make_Sqlite_durable_and_strict()
    {
        await using var test = await TestDatabase.SqliteAsync(Schema);

        (await test.Database.ReadAsync<string>("PRAGMA journal_mode", null, Token)).ShouldBe(["wal"]);
        (await test.Database.ReadAsync<long>("PRAGMA synchronous", null, Token)).ShouldBe([2]);
        (await test.Database.ReadAsync<long>("PRAGMA foreign_keys", null, Token)).ShouldBe([1]);
        (await test.Database.ReadAsync<long>("PRAGMA busy_timeout", null, Token)).ShouldBe([10_000]);
    }
}
