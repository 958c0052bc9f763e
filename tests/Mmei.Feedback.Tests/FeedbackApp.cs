using System.Net.Http.Json;
using System.Threading.Channels;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Mmei.Contracts.V1;
using Mmei.Hosting;
using Mmei.Hosting.Json;
using Mmei.Hosting.Tenancy;
using Mmei.Messaging;
using Mmei.Testing.Api;

namespace Mmei.Feedback.Tests;

/// <summary>The whole service, set up as in its Program, with a ranker's ends of the bus.</summary>
internal sealed class FeedbackApp : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<object> _received;

    private FeedbackApp(WebApplication app, Channel<object> received)
    {
        (_app, _received) = (app, received);
        Client = new HttpClient(new AnswersAsDescribed()) { BaseAddress = new Uri(app.Urls.Single()) };
        Client.DefaultRequestHeaders.Add(TenantContext.HeaderName, "acme");
    }

    public HttpClient Client { get; }

    public IMessageSender Ranker => _app.Services.GetRequiredService<IMessageSender>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<FeedbackApp> StartAsync(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(settings);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var received = Channel.CreateUnbounded<object>();
        builder.Services.AddSingleton(received);
        builder.AddServiceDefaults();
        builder.AddFeedback();
        builder.AddMessaging(bus =>
        {
            bus.AddFeedbackConsumers();
            bus.AddConsumer<Probe<RewardAssigned>>().Endpoint(endpoint => endpoint.Name = Queues.Rewards);
            bus.AddConsumer<Probe<PolicySnapshot>>().ExcludeFromConfigureEndpoints();
            bus.AddInstanceEndpoint("mmei.test", (endpoint, context) => endpoint.ConfigureConsumer<Probe<PolicySnapshot>>(context));
        });
        var app = builder.Build();
        app.MapDefaultEndpoints();
        app.UseForwardedTenant();
        app.MapFeedback();
        await app.StartAsync(Token);
        await app.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, Token);
        return new FeedbackApp(app, received);
    }

    public Task<HttpResponseMessage> PostAsync(params object[] signals) =>
        Client.PostAsJsonAsync("/v1/feedback", new { signals }, JsonDefaults.Options, Token);

    /// <summary>The next message of this type; others are passed over. After an outage the bus pauses for a while.</summary>
    public async Task<T> ReceiveAsync<T>(Func<T, bool>? matching = null)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(Token);
        timeout.CancelAfter(TimeSpan.FromMinutes(2));
        while (true)
        {
            if (await _received.Reader.ReadAsync(timeout.Token) is T message && matching?.Invoke(message) is not false)
            {
                return message;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    private sealed class Probe<T>(Channel<object> received) : IConsumer<T>
        where T : class
    {
        public async Task Consume(ConsumeContext<T> context) =>
            await received.Writer.WriteAsync(context.Message, context.CancellationToken);
    }
}
