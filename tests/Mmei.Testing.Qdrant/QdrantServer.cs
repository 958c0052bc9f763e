using System.Collections.Concurrent;
using System.Net;
using Grpc.AspNetCore.Server.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mmei.Testing.Qdrant;

/// <summary>
/// A fake Qdrant that speaks the real protocol: gRPC over plain-text HTTP/2 on a loopback port, points in memory, exact search. It answers
/// the calls and filters of the client's proto subset with the statuses that the real server gives, and can be told to fail. What it cannot
/// show is how the real server behaves beyond that; run the conformance suite with <c>MMEI_TEST_QDRANT_URL</c> for it.
/// </summary>
public sealed class QdrantServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Fault> _next = new();
    private readonly ConcurrentQueue<RecordedCall> _calls = new();

    private QdrantServer(string? apiKey)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        });
        builder.Services.AddGrpc();
        builder.Services.AddSingleton<Collections>();
        builder.Services.AddSingleton<IServiceMethodProvider<QdrantCalls>, Endpoints>();
        _app = builder.Build();
        _app.Use(async (context, next) =>
        {
            _calls.Enqueue(RecordedCall.Of(context.Request));
            if (Always is { } always)
            {
                await always(context);
            }
            else if (_next.TryDequeue(out var fault))
            {
                await fault(context);
            }
            else if (apiKey is not null && context.Request.Headers["api-key"] != apiKey)
            {
                await Faults.Status(
                    Grpc.Core.StatusCode.Unauthenticated, "Must provide an API key or an Authorization bearer token")(context);
            }
            else
            {
                await next(context);
            }
        });
        _app.MapGrpcService<QdrantCalls>();
    }

    public Uri Address { get; private set; } = null!;

    /// <summary>While set, every call meets this fault.</summary>
    public Fault? Always { get; set; }

    /// <summary>Every call so far, in order of arrival.</summary>
    public IReadOnlyCollection<RecordedCall> Calls => _calls;

    /// <param name="apiKey">When given, calls without it are answered with UNAUTHENTICATED.</param>
    public static async Task<QdrantServer> StartAsync(string? apiKey = null)
    {
        var server = new QdrantServer(apiKey);
        await server._app.StartAsync();
        server.Address = new Uri(server._app.Urls.Single());
        return server;
    }

    /// <summary>The next calls meet these faults, one each.</summary>
    public void Fail(params ReadOnlySpan<Fault> faults)
    {
        foreach (var fault in faults)
        {
            _next.Enqueue(fault);
        }
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
