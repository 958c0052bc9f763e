using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Mmei.Storage.Retention;
using Mmei.Storage.Schema;
using Mmei.Testing.Servers;

namespace Mmei.Storage.Tests;

public sealed class When_data_are_old : IDisposable
{
    private static readonly SqlSchema Schema = new(
        "test",
        [new SchemaStep("0001_first", "CREATE TABLE test_rows (tenant_id TEXT NOT NULL, at BIGINT NOT NULL); CREATE INDEX test_old ON test_rows (tenant_id, at)")]);

    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Should_delete_them_as_each_tenant_wants_it()
    {
        using var host = Build(("Retention:Decisions", "1.00:00:00"), ("Retention:Tenants:keeper:Decisions", "30.00:00:00"));
        await host.StartAsync(Token);
        var old = TimeProvider.System.GetUtcNow().AddDays(-2);
        await host.Database().RunAsync(
            "INSERT INTO test_rows (tenant_id, at) VALUES (@tenant, @at)",
            new[] { ("acme", old), ("acme", old), ("acme", old.AddDays(2)), ("keeper", old), ("zeta", old) }
                .Select(row => new { tenant = row.Item1, at = row.Item2 }),
            Token);

        string[] left;
        do
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Token);
            left = await host.Database().ReadAsync<string>("SELECT tenant_id FROM test_rows ORDER BY tenant_id", null, Token);
        }
        while (left.Length > 2);

        left.ShouldBe(["acme", "keeper"]);
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task Should_name_the_setting_of_a_tenant_that_is_wrong()
    {
        using var host = Build(("Retention:Tenants:acme:Rewards", "-1.00:00:00"));

        (await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync(Token))).Message
            .ShouldContain("Retention:Tenants:acme:Rewards");
    }

    private IHost Build(params (string Name, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(settings.Append(("Storage:ConnectionString", $"Data Source={_folder["mmei.db"]}"))
            .Append(("Retention:Interval", "00:00:00.020")).Append(("Retention:Batch", "1"))
            .Select(setting => KeyValuePair.Create(setting.Item1, (string?)setting.Item2)));
        builder.Services.AddMetrics();
        builder.AddStorage(Schema);
        builder.AddRetention<Rows>();
        return builder.Build();
    }

    private sealed class Rows(ISqlDatabase database) : IRetainedData
    {
        public string Kind => "rows";

        public string Table => "test_rows";

        public TimeSpan KeptFor(RetentionOptions all, TenantRetention? tenant) => tenant?.Decisions ?? all.Decisions;

        public Task<int> DeleteAsync(string tenantId, DateTimeOffset before, int most, CancellationToken cancellationToken) =>
            database.RunAsync(
                "DELETE FROM test_rows WHERE rowid IN (SELECT rowid FROM test_rows WHERE tenant_id = @tenantId AND at < @before LIMIT @most)",
                new { tenantId, before, most },
                cancellationToken);
    }
}
