using System.Security.Cryptography;
using System.Text;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Mmei.Feedback;
using Mmei.Gateway.Observe;
using Mmei.Gateway.Proxy;
using Mmei.Hosting;
using Mmei.Messaging;
using Mmei.Ranking;
using Mmei.Testing.Api;

namespace Mmei.Gateway.Tests;

/// <summary>
/// The gateway as Program builds it, on a free loopback port, with the in-memory bus. Encoders, fusion and ranking are other services;
/// <see cref="PlatformStandIn"/> answers in their place.
/// </summary>
public sealed class GatewayApp : IAsyncDisposable
{
    public const string Key = "a-key-for-tests";
    public const string OtherKey = "another-key-for-tests";
    public const string Tenant = "acme";
    public const string OtherTenant = "globex";

    private readonly WebApplication _app;

    private GatewayApp(WebApplication app, PlatformStandIn platform)
    {
        (_app, Platform) = (app, platform);
        Address = new Uri(app.Urls.Single());
        Client = new HttpClient(new AnswersAsDescribed()) { BaseAddress = Address, DefaultRequestHeaders = { { "X-Api-Key", Key } } };
        Unchecked = new HttpClient { BaseAddress = Address, DefaultRequestHeaders = { { "X-Api-Key", Key } } };
        Anonymous = new HttpClient(new AnswersAsDescribed()) { BaseAddress = Address };
    }

    public Uri Address { get; }

    public HttpClient Client { get; }

    /// <summary>A client for answers of stand-ins, which need not be as described.</summary>
    public HttpClient Unchecked { get; }

    /// <summary>A client without a key.</summary>
    public HttpClient Anonymous { get; }

    public PlatformStandIn Platform { get; }

    public IServiceProvider Services => _app.Services;

    internal PendingObservations Pending => Services.GetRequiredService<PendingObservations>();

    public static Task<GatewayApp> StartAsync(params (string Setting, string Value)[] settings) => StartAsync(whole: false, settings);

    /// <param name="whole">Ranking and feedback are in the same process, as in the standalone host, and not behind the proxy.</param>
    /// <param name="settings">Settings beside those by default.</param>
    public static async Task<GatewayApp> StartAsync(bool whole, params (string Setting, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(Defaults.Select(ToPair));
        builder.Configuration.AddInMemoryCollection(settings.Select(ToPair));
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddServiceDefaults();
        builder.AddGateway();
        if (whole)
        {
            builder.AddRanking();
            builder.AddFeedback();
        }
        else
        {
            builder.AddGatewayProxy();
        }

        builder.Services.AddSingleton<PlatformStandIn>();
        builder.AddMessaging(bus =>
        {
            bus.AddGatewayConsumers();
            bus.AddPlatformStandIn();
        });
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapDefaultEndpoints();
        app.MapGateway();
        if (whole)
        {
            app.MapCatalog();
            app.MapDecisions();
            app.MapFeedback();
        }
        else
        {
            app.MapGatewayProxy();
        }

        await app.StartAsync(TestContext.Current.CancellationToken);
        await app.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(
            BusHealthStatus.Healthy, TestContext.Current.CancellationToken);
        return new GatewayApp(app, app.Services.GetRequiredService<PlatformStandIn>());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Unchecked.Dispose();
        Anonymous.Dispose();
        await _app.DisposeAsync();
    }

    /// <summary>Sends <paramref name="message"/> to this instance as a service behind it would.</summary>
    public Task ReplyAsync<T>(T message)
        where T : class =>
        Services.GetRequiredService<IMessageSender>().ReplyAsync(
            Services.GetRequiredService<InstanceName>().AddressOf(
                ObservationDispatcher.ReplyEndpoint), message, TestContext.Current.CancellationToken);

    internal static string Sha256Of(string key) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private static KeyValuePair<string, string?> ToPair((string Setting, string Value) pair) => new(pair.Setting, pair.Value);

    // Nothing listens at port 9 of this machine: a call that is proxied by mistake fails.
    private static (string Setting, string Value)[] Defaults =>
    [
        ("Auth:ApiKeys:0:Tenant", Tenant),
        ("Auth:ApiKeys:0:Sha256", Sha256Of(Key)),
        ("Auth:ApiKeys:1:Tenant", OtherTenant),
        ("Auth:ApiKeys:1:Sha256", Sha256Of(OtherKey)),
        ("Gateway:RankingUrl", "http://127.0.0.1:9"),
        ("Gateway:FeedbackUrl", "http://127.0.0.1:9"),
        ("Gateway:Observe:DefaultDeadlineMs", "10000"),
        ("Gateway:Observe:GraceMs", "5000"),
        ("Gateway:WarmUp:Seconds", "0"),
    ];
}
