using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Mmei.Hosting.Options;
using OpenTelemetry.Exporter;
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
        var address = section[nameof(TracingOptions.Endpoint)] ?? builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"];
        if (!Uri.TryCreate(address, UriKind.Absolute, out var endpoint)
            || endpoint.Scheme is not ("http" or "https"))
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
                .AddOtlpExporter(exporter => (exporter.Endpoint, exporter.Protocol) = (new Uri(endpoint, "v1/traces"),
                    OtlpExportProtocol.HttpProtobuf)));
    }

    /// <summary>Health and metrics are asked for every few seconds and tell nothing about a request.</summary>
    private static bool IsNoProbe(HttpContext context) =>
        !context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal) && context.Request.Path != "/metrics";
}
