using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Mmei.Hosting.Measurement;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Mmei.Hosting.Collector;

internal static class CollectorServiceExtensions
{
    /// <summary>OpenTelemetry's own variable: a collector that takes OTLP over HTTP, for example http://collector:4318.</summary>
    public const string Variable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>
    /// Sends what the process measures and logs to the collector that <see cref="Variable"/> names, beside the page for Prometheus and the
    /// lines of the console, which stay. A collector that is away costs the process nothing but what it is not told.
    /// </summary>
    public static void AddCollector(this IHostApplicationBuilder builder)
    {
        if (AddressIn(builder.Configuration[Variable]) is not { } address)
        {
            return;
        }

        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(builder.Environment.ApplicationName))
            .WithMetrics(metrics => metrics
                .AddMeter("*")
                .AddView(ExportedInstrument.ViewOf)
                .AddOtlpExporter(exporter => exporter.Send(address, "v1/metrics")))
            .WithLogging(
                logs => logs
                    .AddProcessor(new TenantOfLogs())
                    .AddOtlpExporter(exporter => exporter.Send(address, "v1/logs")),
                // No scopes: that of a request has its path, in which a person's id may stand.
                options => (options.IncludeFormattedMessage, options.IncludeScopes) = (true, false));
    }

    /// <summary>An address that spans, metrics or logs can be sent to; null where there is none.</summary>
    public static Uri? AddressIn(string? setting) =>
        Uri.TryCreate(setting, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;

    /// <param name="exporter">Of one of the three signals.</param>
    /// <param name="address">The collector's, with or without a path before the signals'.</param>
    /// <param name="path">The signal's, by the specification of OTLP.</param>
    public static void Send(this OtlpExporterOptions exporter, Uri address, string path) =>
        (exporter.Endpoint, exporter.Protocol) = (new Uri($"{address.AbsoluteUri.TrimEnd('/')}/{path}"), OtlpExportProtocol.HttpProtobuf);
}
