using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Mmei.Hosting;

/// <summary>
/// Sends the process's spans to a collector, if one is set: requests, messages and fusions, one trace from the gateway's request to the reward's
/// record. Spans carry ids, names and durations, and nothing that a person sent.
/// </summary>
internal sealed class SpanExport(IOptions<TracingOptions> options, IHostEnvironment environment) : IHostedService, IDisposable
{
    private static readonly string[] Sources = ["Microsoft.AspNetCore", "System.Net.Http", "MassTransit", "Npgsql", "Mmei.*"];

    private TracerProvider? _provider;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Endpoint is { } endpoint)
        {
            _provider = Sdk.CreateTracerProviderBuilder()
                .SetResourceBuilder(ResourceBuilder.CreateDefault().AddService(environment.ApplicationName))
                .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(options.Value.SampleRatio)))
                .AddSource(Sources)
                .AddProcessor(new ProbesLeftOut())
                .AddOtlpExporter(exporter => (exporter.Endpoint, exporter.Protocol) = (new Uri(endpoint, "v1/traces"), OtlpExportProtocol.HttpProtobuf))
                .Build();
        }

        return Task.CompletedTask;
    }

    /// <summary>What is not sent yet is sent now.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _provider?.ForceFlush(timeoutMilliseconds: 2_000);
        return Task.CompletedTask;
    }

    public void Dispose() => _provider?.Dispose();

    /// <summary>Health and metrics are asked for every few seconds and tell nothing about a request.</summary>
    private sealed class ProbesLeftOut : BaseProcessor<Activity>
    {
        public override void OnEnd(Activity data)
        {
            if (data.Kind == ActivityKind.Server && data.GetTagItem("url.path") is string path
                && (path.StartsWith("/health/", StringComparison.Ordinal) || path == "/metrics"))
            {
                data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
            }
        }
    }
}
