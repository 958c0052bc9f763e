using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Mmei.Gateway;
using Mmei.Gateway.Proxy;
using Mmei.Hosting;
using Mmei.Messaging;

namespace Mmei.Benchmarks.Gateway;

/// <summary>A gateway by itself, and a service behind it that answers at once; each in a process of its own.</summary>
internal static class EdgeServer
{
    public const string Key = "a-key-for-measuring";

    // SHA-256 of the key.
    private const string Sha256 = "5228bf88ebe592fb68216281587fc958a61e75ed95a8273b6746de3a4dcdf30d";

    private static readonly byte[] Item = """{ "id": "m-1", "kind": "music", "title": "Slow tide", "indexed": true }"""u8.ToArray();

    public static Task ServeUpstreamAsync(CancellationToken cancellationToken)
    {
        var app = Build(WebApplication.CreateSlimBuilder());
        app.MapGet("/{**path}", () => TypedResults.Bytes(Item, "application/json"));
        return ServeAsync(app, cancellationToken);
    }

    /// <summary>The gateway as its own program builds it. Behind its bus is nobody: observations wait for as long as they may.</summary>
    public static Task ServeGatewayAsync(Uri upstream, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Auth:ApiKeys:0:Tenant"] = "bench",
            ["Auth:ApiKeys:0:Sha256"] = Sha256,
            ["Gateway:RankingUrl"] = upstream.AbsoluteUri,
            ["Gateway:FeedbackUrl"] = upstream.AbsoluteUri,
            ["Gateway:Limits:MaxDeadlineMs"] = "60000",
            ["Gateway:RateLimits:RequestsPerSecond"] = "1000000",
            ["Gateway:RateLimits:Burst"] = "1000000",
            ["Gateway:Follow:Heartbeat"] = "00:00:01",
            ["Gateway:WarmUp:Seconds"] = "0",
        });
        builder.AddServiceDefaults();
        builder.AddGateway();
        builder.AddGatewayProxy();
        builder.AddMessaging(static bus => bus.AddGatewayConsumers());
        var app = Build(builder);
        app.MapDefaultEndpoints();
        app.MapGateway();
        app.MapGatewayProxy();
        return ServeAsync(app, cancellationToken);
    }

    private static WebApplication Build(WebApplicationBuilder builder)
    {
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        return builder.Build();
    }

    /// <summary>Serves until standard input ends.</summary>
    private static async Task ServeAsync(WebApplication app, CancellationToken cancellationToken)
    {
        await using var served = app;
        await app.StartAsync(cancellationToken);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        await Console.Out.WriteLineAsync($"listening {new Uri(address).Port}");
        while (await Console.In.ReadLineAsync(cancellationToken) is not null)
        {
        }

        await app.StopAsync(cancellationToken);
    }
}
