using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Mmei.Hosting.Bodies;
using Mmei.Hosting.Collector;
using Mmei.Hosting.Failures;
using Mmei.Hosting.Health;
using Mmei.Hosting.Json;
using Mmei.Hosting.Logging;
using Mmei.Hosting.Management;
using Mmei.Hosting.Measurement;
using Mmei.Hosting.Options;
using Mmei.Hosting.Protocols;
using Mmei.Hosting.Secrets;
using Mmei.Hosting.Tracing;
using Prometheus;

namespace Mmei.Hosting;

/// <summary>
/// What every service has in common: logs, clock, failures as problem+json, JSON conventions, health, metrics, traces, shutdown.
/// </summary>
public static class ServiceDefaults
{
    /// <summary>Registers the defaults. Calling it again changes nothing, so a process that hosts several services may.</summary>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.Services.Any(service => service.ServiceType == typeof(Marker)))
        {
            return builder;
        }

        builder.Configuration.AddSecretFiles();
        MetricsExport.Start();
        builder.Services.AddSingleton<Marker>();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.AddServiceLogs();
        builder.Services.AddFailuresAsProblems();
        builder.Services.ConfigureHttpJsonOptions(options => JsonDefaults.Apply(options.SerializerOptions));
        builder.Services.AddSingleton<HealthLog>();
        builder.Services.AddHealthChecks().AddCheck<HostLifetimeHealthCheck>("host", tags: [HealthEndpoints.ReadyTag]);
        builder.Services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.SpeakPlainHttp2();
        });
        builder.AddValidatedOptions<HostingOptions>(HostingOptions.Section);
        builder.AddTracing();
        builder.AddCollector();
        builder.Services.AddManagementPort();
        builder.Services.AddOptions<HostOptions>().Configure<IOptions<HostingOptions>>((host, hosting) =>
            host.ShutdownTimeout = TimeSpan.FromSeconds(hosting.Value.ShutdownTimeoutSeconds));
        return builder;
    }

    /// <summary>
    /// Maps failures to problem+json for everything that follows, and <c>/health/live</c>, <c>/health/ready</c> and <c>/metrics</c>, the
    /// last on the management port alone where there is one.
    /// Call it first after <c>Build()</c>: middleware added before it is outside its exception handler.
    /// </summary>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseFailuresAsProblems();
        app.UseHeadAsGet();
        app.UseRouting();
        app.UseManagementPort();
        app.UseDeclaredBodies();
        app.MapHealth();
        app.MapMetrics().AllowAnonymous().WithMetadata(ServedTo.Operators);
        return app;
    }

    private sealed class Marker;
}
