using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Mmei.Hosting.Options;
using Mmei.Storage.Schema;

namespace Mmei.Storage;

public static class StorageBuilderExtensions
{
    /// <summary>
    /// Adds <see cref="ISqlDatabase"/>, the given schema, and a health check tagged <c>ready</c>. Services that share a host share the
    /// database;
    /// each adds its own schema.
    /// </summary>
    public static IHostApplicationBuilder AddStorage(this IHostApplicationBuilder builder, SqlSchema schema)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.AddSingleton(schema);
        if (services.Any(service => service.ServiceType == typeof(SqlDatabase)))
        {
            return builder;
        }

        builder.AddValidatedOptions<StorageOptions>(StorageOptions.Section).Followed();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<DatabaseGate>();
        services.AddSingleton<SqlDatabase>();
        services.AddSingleton<ISqlDatabase>(provider => provider.GetRequiredService<SqlDatabase>());
        services.AddSingleton<SchemaMigrator>();
        services.AddHostedService<DatabaseStartup>();
        services.AddHealthChecks().AddCheck<DatabaseHealthCheck>("database", tags: ["ready"]);
        return builder;
    }
}
