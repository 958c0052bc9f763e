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
    private readonly string? _apiKey;
    private readonly Collections _collections = new();
    private readonly ConcurrentQueue<Fault> _next = new();
    private readonly ConcurrentQueue<RecordedCall> _calls = new();
    private WebApplication? _app;

    private QdrantServer(string? apiKey) => _apiKey = apiKey;

    public Uri Address { get; private set; } = null!;

    /// <summary>While set, every call meets this fault.</summary>
    public Fault? Always { get; set; }

    /// <summary>Every call so far, in order of arrival.</summary>
    public IReadOnlyCollection<RecordedCall> Calls => _calls;

    /// <param name="apiKey">When given, calls without it are answered with UNAUTHENTICATED.</param>
    public static async Task<QdrantServer> StartAsync(string? apiKey = null)
    {
        var server = new QdrantServer(apiKey);
        await server.ListenAsync(port: 0);
        return server;
    }

    /// <summary>Cuts every connection and refuses new ones. What it holds is there when it is back.</summary>
    public async Task KillAsync()
    {
        if (_app is { } app)
        {
            _app = null;
            await app.StopAsync(new CancellationToken(canceled: true));
            await app.DisposeAsync();
        }
    }

    /// <summary>Listens at the same address again.</summary>
    public Task ComeBackAsync() => ListenAsync(Address.Port);

    /// <summary>The next calls meet these faults, one each.</summary>
    public void Fail(params ReadOnlySpan<Fault> faults)
    {
        foreach (var fault in faults)
        {
            _next.Enqueue(fault);
        }
    }

    public async ValueTask DisposeAsync() => await KillAsync();

    private async Task ListenAsync(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http2);
        });
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(_collections);
        builder.Services.AddSingleton<IServiceMethodProvider<QdrantCalls>, Endpoints>();
        var app = builder.Build();
        app.Use(async (context, next) =>
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
            else if (_apiKey is not null && context.Request.Headers["api-key"] != _apiKey)
            {
                await Faults.Status(
                    Grpc.Core.StatusCode.Unauthenticated, "Must provide an API key or an Authorization bearer token")(context);
            }
            else
            {
                await next(context);
            }
        });
        app.MapGrpcService<QdrantCalls>();
        await app.StartAsync();
        (_app, Address) = (app, new Uri(app.Urls.Single()));
    }
}
