using System.Net.Http.Json;
using System.Text;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.V1;
using Mmei.Hosting;
using Mmei.Hosting.Health;
using Mmei.Hosting.Json;
using Mmei.Hosting.Tenancy;
using Mmei.Messaging;
using Mmei.Testing.Api;

namespace Mmei.Ranking.Tests.Host;

/// <summary>The whole service, set up as in its Program, with the other services' ends of an in-memory bus.</summary>
internal sealed class RankingApp : IAsyncDisposable
{
    private const string ReplyKind = "mmei.test-gateway";
    private readonly WebApplication _app;
    private readonly Inbox _received;

    private RankingApp(WebApplication app, Inbox received)
    {
        (_app, _received) = (app, received);
        Client = ClientOf("acme");
    }

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    public IMessageSender Bus => Services.GetRequiredService<IMessageSender>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>On a SQLite file and the bus in memory.</summary>
    public static Task<RankingApp> StartAsync(
        string database, Func<EncodeItem, ItemEncoded>? encoder, params KeyValuePair<string, string?>[] settings) =>
        StartAsync(new Dictionary<string, string?> { ["Storage:ConnectionString"] = $"Data Source={database}" }, encoder, settings);

    /// <param name="servers">The settings of bus and database.</param>
    /// <param name="encoder">Answers for the content encoder; null leaves items waiting.</param>
    /// <param name="settings">Further settings.</param>
    public static Task<RankingApp> StartAsync(
        IReadOnlyDictionary<string, string?> servers, Func<EncodeItem, ItemEncoded>? encoder, params KeyValuePair<string,
        string?>[] settings) =>
        StartAsync(TimeProvider.System, servers, encoder, settings);

    /// <param name="time">The service's clock.</param>
    /// <param name="servers">The settings of bus and database.</param>
    /// <param name="encoder">Answers for the content encoder; null leaves items waiting.</param>
    /// <param name="settings">Further settings.</param>
    public static async Task<RankingApp> StartAsync(
        TimeProvider time, IReadOnlyDictionary<string, string?> servers, Func<EncodeItem, ItemEncoded>? encoder, params KeyValuePair<string,
        string?>[] settings)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Services.AddSingleton(time);
        builder.Configuration.AddInMemoryCollection([.. servers, .. settings]);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var received = new Inbox();
        builder.Services.AddSingleton(received);
        builder.Services.AddSingleton(new FakeEncoder(encoder));
        builder.AddServiceDefaults();
        builder.AddRanking();
        builder.AddMessaging(bus =>
        {
            bus.AddRankingConsumers();
            bus.AddConsumer<EncoderConsumer>().Endpoint(endpoint => endpoint.Name = Queues.EncodeItem);
            bus.AddConsumer<Probe<DecisionMade>>().Endpoint(endpoint => endpoint.Name = Queues.Feedback);
            bus.AddConsumer<Probe<RequestPolicySnapshot>>().Endpoint(endpoint => endpoint.Name = Queues.Feedback);
            bus.AddConsumer<Probe<RecommendationReady>>().ExcludeFromConfigureEndpoints();
            bus.AddInstanceEndpoint(ReplyKind, (endpoint, context) => endpoint.ConfigureConsumer<Probe<RecommendationReady>>(context));
        });
        var app = builder.Build();
        app.MapDefaultEndpoints();
        app.UseForwardedTenant();
        app.MapCatalog();
        app.MapDecisions();
        await app.StartAsync(Token);
        await app.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, Token);
        return new RankingApp(app, received);
    }

    public HttpClient ClientOf(string tenant)
    {
        var client = new HttpClient(new AnswersAsDescribed()) { BaseAddress = new Uri(_app.Urls.Single()) };
        client.DefaultRequestHeaders.Add(TenantContext.HeaderName, tenant);
        return client;
    }

    public Task<HttpResponseMessage> PutAsync(string id, object item) =>
        Client.PutAsJsonAsync($"/v1/items/{id}", item, JsonDefaults.Options, Token);

    public async Task<HttpResponseMessage> ImportAsync(string body, string type = "application/x-ndjson", bool wait = false)
    {
        using var content = new StringContent(body, Encoding.UTF8, type);
        return await Client.PostAsync(new Uri($"/v1/items:import{(wait ? "?wait=true" : "")}", UriKind.Relative), content, Token);
    }

    public async Task<CatalogStatus> StatusAsync() =>
        (await Client.GetFromJsonAsync<CatalogStatus>("/v1/items:status", JsonDefaults.Options, Token))!;

    /// <summary>Waits until this many items can be recommended.</summary>
    public async Task IndexedAsync(int count) => await UntilAsync(async () => (await StatusAsync()).Indexed == count);

    public async Task<HealthStatus> ReadinessAsync() => (await Services.GetRequiredService<HealthCheckService>()
        .CheckHealthAsync(check => check.Tags.Contains(HealthEndpoints.ReadyTag), Token)).Status;

    /// <summary>Sends an observation and waits for its answer.</summary>
    public async Task<RecommendationReady> RecommendAsync(ObservationFused observation)
    {
        await TellAsync(observation);
        return await ReceiveAsync<RecommendationReady>(answer => answer.ObservationId == observation.ObservationId);
    }

    /// <summary>Sends an observation whose answer comes here.</summary>
    public Task TellAsync(ObservationFused observation)
    {
        var address = Services.GetRequiredService<InstanceName>().AddressOf(ReplyKind);
        return Bus.SendAsync(observation with { ReplyAddress = address }, Token);
    }

    /// <summary>The next message of this type that arrives; others stay.</summary>
    public async Task<T> ReceiveAsync<T>(Func<T, bool>? matching = null)
        where T : class
    {
        using var timeout = Patience();
        return (T)await _received.TakeAsync(message => message is T wanted && matching?.Invoke(wanted) is not false, timeout.Token);
    }

    public static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var timeout = Patience();
        while (!await holds())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, timeout.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private static CancellationTokenSource Patience()
    {
        var timeout = CancellationTokenSource.CreateLinkedTokenSource(Token);
        timeout.CancelAfter(TimeSpan.FromSeconds(60));
        return timeout;
    }

    private sealed record FakeEncoder(Func<EncodeItem, ItemEncoded>? Encode);

    /// <summary>Stands in for the content encoder, which has a model and tests of its own.</summary>
    private sealed class EncoderConsumer(FakeEncoder encoder, IMessageSender sender, Inbox received) : IConsumer<EncodeItem>
    {
        public async Task Consume(ConsumeContext<EncodeItem> context)
        {
            received.Add(context.Message);
            if (encoder.Encode is { } encode)
            {
                await sender.SendAsync(encode(context.Message), context.CancellationToken);
            }
        }
    }

    private sealed class Probe<T>(Inbox received) : IConsumer<T>
        where T : class
    {
        public Task Consume(ConsumeContext<T> context)
        {
            received.Add(context.Message);
            return Task.CompletedTask;
        }
    }
}
