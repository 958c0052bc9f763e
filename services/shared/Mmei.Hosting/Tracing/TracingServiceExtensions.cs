using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Mmei.Hosting.Collector;
using Mmei.Hosting.Options;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Mmei.Hosting.Tracing;

internal static class TracingServiceExtensions
{
    /// <summary>
    /// Sends the process's spans to a collector, if one is set: requests, messages and fusions, one trace from the gateway's request to the
    /// reward's record. Spans carry ids, names and durations, and nothing that a person sent or is known by.
    /// </summary>
    public static void AddTracing(this IHostApplicationBuilder builder)
    {
        builder.AddValidatedOptions<TracingOptions>(TracingOptions.Section);
        var section = builder.Configuration.GetSection(TracingOptions.Section);
        var setting = section[nameof(TracingOptions.Endpoint)] ?? builder.Configuration[CollectorServiceExtensions.Variable];
        if (CollectorServiceExtensions.AddressIn(setting) is not { } address)
        {
            return;
        }

        var ratio = section.GetValue(nameof(TracingOptions.SampleRatio), new TracingOptions().SampleRatio);
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(builder.Environment.ApplicationName))
            .WithTracing(tracing => tracing
                .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(Math.Clamp(ratio, 0, 1))))
                .AddSource("MassTransit", "Npgsql", "Mmei.*")
                .AddAspNetCoreInstrumentation(server => server.Filter = IsNoProbe)
                .AddHttpClientInstrumentation()
                .AddProcessor(new NamelessPaths())
                .AddOtlpExporter(exporter => exporter.Send(address, "v1/traces")));
    }

    /// <summary>Health and metrics are asked for every few seconds and tell nothing about a request.</summary>
    private static bool IsNoProbe(HttpContext context) =>
        !context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal) && context.Request.Path != "/metrics";
}
