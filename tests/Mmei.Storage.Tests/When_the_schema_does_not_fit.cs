using Microsoft.Extensions.DependencyInjection;
using Mmei.Storage.Schema;
using Mmei.Testing.Servers;

namespace Mmei.Storage.Tests;

public sealed class When_the_schema_does_not_fit : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Should_refuse_a_step_that_was_changed_after_it_was_applied()
    {
        await ApplyAsync(new SchemaStep("0001_first", "CREATE TABLE test_rows (id BIGINT)"));

        var failure = await Should.ThrowAsync<SchemaMismatchException>(
            ApplyAsync(new SchemaStep("0001_first", "CREATE TABLE test_rows (id TEXT)")));

        failure.Message.ShouldContain("0001_first of test");
    }

    [Fact]
    public async Task Should_leave_nothing_of_a_failed_upgrade()
    {
        await Should.ThrowAsync<Exception>(ApplyAsync(
            new SchemaStep("0001_first", "CREATE TABLE test_rows (id BIGINT)"), new SchemaStep(
                "0002_wrong", "CREATE TABEL test_more (id BIGINT)")));

        await ApplyAsync(new SchemaStep("0001_corrected", "CREATE TABLE test_rows (id BIGINT)"));
    }

    [Fact]
    public async Task Should_let_the_previous_version_start_beside_the_new_one()
    {
        await ApplyAsync(
            new SchemaStep("0001_first", "CREATE TABLE test_rows (id BIGINT)"),
            new SchemaStep("0002_next", "CREATE TABLE test_more (id BIGINT)"));

        await ApplyAsync(new SchemaStep("0001_first", "CREATE TABLE test_rows (id BIGINT)"));
    }

    [Fact]
    public async Task Should_add_the_steps_that_are_missing()
    {
        await ApplyAsync(new SchemaStep("0001_first", "CREATE TABLE test_rows (id BIGINT)"));
        await ApplyAsync(
            new SchemaStep("0001_first", "CREATE TABLE test_rows (id BIGINT)"),
            new SchemaStep("0002_next", "INSERT INTO test_rows VALUES (5)"));

        using var host = StorageHost.Build(StorageProvider.Sqlite, ConnectionString, new SqlSchema("other", []));
        await host.StartAsync(Token);
        (await host.Database().ReadAsync<long>("SELECT id FROM test_rows", null, Token)).ShouldBe([5]);
    }

    private string ConnectionString => $"Data Source={_folder["schema.db"]}";

    private async Task ApplyAsync(params SchemaStep[] steps)
    {
        using var host = StorageHost.Build(StorageProvider.Sqlite, ConnectionString, new SqlSchema("test", steps));
        await host.Services.GetRequiredService<SchemaMigrator>().MigrateAsync(Token);
    }
}
