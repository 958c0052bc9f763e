using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Mmei.Testing.Tracing;

/// <summary>Takes spans, logs and metrics as an OpenTelemetry collector does, OTLP over HTTP, on a free loopback port.</summary>
public sealed class TelemetryCollector : IAsyncDisposable
{
    private readonly ConcurrentQueue<CollectedSpan> _spans = new();
    private readonly ConcurrentQueue<CollectedLog> _logs = new();
    private readonly ConcurrentQueue<CollectedMetric> _metrics = new();
    private readonly ConcurrentQueue<(string Signal, byte[] Request)> _received = new();
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly WebApplication _app;

    private TelemetryCollector()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        Map("traces", OtlpSignals.Spans, _spans);
        Map("logs", OtlpSignals.Logs, _logs);
        Map("metrics", OtlpSignals.Metrics, _metrics);
    }

    public Uri Address => new(_app.Urls.Single());

    public IReadOnlyCollection<CollectedSpan> Spans => _spans;

    public IReadOnlyCollection<CollectedLog> Logs => _logs;

    public IReadOnlyCollection<CollectedMetric> Metrics => _metrics;

    /// <summary>Every request as it came, by what it is about: traces, logs or metrics.</summary>
    public IReadOnlyCollection<(string Signal, byte[] Request)> Received => _received;

    public static async Task<TelemetryCollector> StartAsync(CancellationToken cancellationToken)
    {
        var collector = new TelemetryCollector();
        await collector._app.StartAsync(cancellationToken);
        return collector;
    }

    /// <summary>The spans of a trace, once <paramref name="complete"/> holds of them. For one caller at a time.</summary>
    /// <exception cref="OperationCanceledException">It did not come to hold in time.</exception>
    public async Task<IReadOnlyList<CollectedSpan>> TraceAsync(
        string traceId, Func<IReadOnlyList<CollectedSpan>, bool> complete, CancellationToken cancellationToken)
    {
        while (true)
        {
            CollectedSpan[] spans = [.. _spans.Where(span => span.TraceId == traceId)];
            if (complete(spans))
            {
                return spans;
            }

            await _arrived.WaitAsync(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _arrived.Dispose();
    }

    private void Map<T>(string signal, Func<byte[], IEnumerable<T>> read, ConcurrentQueue<T> collected) =>
        _app.MapPost($"/v1/{signal}", async call =>
        {
            using var body = new MemoryStream();
            await call.Request.Body.CopyToAsync(body, call.RequestAborted);
            _received.Enqueue((signal, body.ToArray()));
            foreach (var item in read(body.ToArray()))
            {
                collected.Enqueue(item);
            }

            _arrived.Release();
            call.Response.ContentType = "application/x-protobuf";
        });
}
