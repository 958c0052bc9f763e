using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Mmei.Testing.Tracing;

/// <summary>Takes spans as an OpenTelemetry collector does, OTLP over HTTP, on a free loopback port.</summary>
public sealed class SpanCollector : IAsyncDisposable
{
    private readonly ConcurrentQueue<CollectedSpan> _spans = new();
    private readonly ConcurrentQueue<byte[]> _received = new();
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly WebApplication _app;

    private SpanCollector()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.MapPost("/v1/traces", CollectAsync);
    }

    public Uri Address => new(_app.Urls.Single());

    public IReadOnlyCollection<CollectedSpan> Spans => _spans;

    /// <summary>Every request as it came.</summary>
    public IReadOnlyCollection<byte[]> Received => _received;

    public static async Task<SpanCollector> StartAsync(CancellationToken cancellationToken)
    {
        var collector = new SpanCollector();
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

    private async Task<IResult> CollectAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        _received.Enqueue(body.ToArray());
        foreach (var span in OtlpTraces.Read(body.ToArray()))
        {
            _spans.Enqueue(span);
        }

        _arrived.Release();
        return Results.Bytes([], "application/x-protobuf");
    }
}
