using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Mmei.Storage.Schema;

namespace Mmei.Storage.Tests;

internal static class StorageHost
{
    public static IHost Build(StorageProvider provider, string connectionString, SqlSchema schema, string patience = "00:00:30")
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:Provider"] = provider.ToString(),
            ["Storage:ConnectionString"] = connectionString,
            ["Storage:StartupPatience"] = patience,
        });
        builder.AddStorage(schema);
        return builder.Build();
    }

    public static async Task<HealthStatus> HealthAsync(this IHost host) => (await host.Services.GetRequiredService<HealthCheckService>()
        .CheckHealthAsync(check => check.Tags.Contains("ready"), TestContext.Current.CancellationToken)).Status;

    public static ISqlDatabase Database(this IHost host) => host.Services.GetRequiredService<ISqlDatabase>();
}
