using System.Collections.Concurrent;
using System.Net.Http.Json;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Feedback;
using Mmei.Hosting;
using Mmei.Hosting.Json;
using Mmei.Hosting.Tenancy;
using Mmei.Messaging;
using Mmei.Ranking.Policy;
using Mmei.Ranking.Tests.Host;
using Mmei.Storage;

namespace Mmei.Ranking.Tests.World;

/// <summary>Ranking and feedback in one process, with their stores, over a bus in memory: the whole learning loop.</summary>
internal sealed class LearningApp : IAsyncDisposable
{
    public const string Tenant = "acme";
    private const string ReplyKind = "mmei.test-gateway";

    // What was learned, and has not arrived at the ranker yet.
    private const string Underway =
        """
        SELECT (SELECT COUNT(*) FROM feedback_pending) + (SELECT COUNT(*) FROM feedback_outbox)
            + (SELECT COUNT(*) FROM feedback_policies WHERE version > broadcast_version)
            + (SELECT COUNT(*) FROM feedback_items i JOIN feedback_decisions d ON d.decision_id = i.decision_id
                WHERE i.said_at IS NOT NULL AND NOT EXISTS (
                    SELECT 1 FROM ranking_rewards r WHERE r.tenant_id = d.tenant_id AND r.user_id = d.user_id
                        AND r.decision_id = i.decision_id AND r.item_id = i.item_id))
            + (SELECT COUNT(*) FROM feedback_item_votes v WHERE NOT EXISTS (
                SELECT 1 FROM ranking_votes r
                WHERE r.tenant_id = v.tenant_id AND r.item_id = v.item_id AND r.week = v.week AND r.revision >= v.revision))
        """;

    private readonly WebApplication _app;
    private readonly HttpClient _client;

    private LearningApp(WebApplication app)
    {
        _app = app;
        _client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        _client.DefaultRequestHeaders.Add(TenantContext.HeaderName, Tenant);
    }

    public HttpClient Client => _client;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Answers Awaited => _app.Services.GetRequiredService<Answers>();

    private ISqlDatabase Database => _app.Services.GetRequiredService<ISqlDatabase>();

    public static async Task<LearningApp> StartAsync(
        string database, Func<EncodeItem, ItemEncoded> encoder, params KeyValuePair<string, string?>[] settings)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(
        [
            new("Storage:ConnectionString", $"Data Source={database}"),
            new("Feedback:SnapshotInterval", "00:00:00.02"),
            new("Feedback:PollInterval", "00:00:00.05"),
            new("Taste:Lag", "00:00:00"),
            new("Quality:Lag", "00:00:00"),
            new("Ranking:PropensityDraws", "4"),
            new("Ranking:NoveltyHalfLife", "3650.00:00:00"),
            new("Logging:LogLevel:Default", "Warning"),
            .. settings,
        ]);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(encoder);
        builder.Services.AddSingleton<Answers>();
        builder.AddServiceDefaults();
        builder.AddRanking();
        builder.AddFeedback();
        builder.AddMessaging(bus =>
        {
            bus.AddRankingConsumers();
            bus.AddFeedbackConsumers();
            bus.AddConsumer<Encoder>().Endpoint(endpoint => endpoint.Name = Queues.EncodeItem);
            bus.AddConsumer<Answers.Consumer>().ExcludeFromConfigureEndpoints();
            bus.AddInstanceEndpoint(ReplyKind, (endpoint, context) => endpoint.ConfigureConsumer<Answers.Consumer>(context));
        });
        var app = builder.Build();
        app.MapDefaultEndpoints();
        app.UseForwardedTenant();
        app.MapCatalog();
        app.MapDecisions();
        app.MapFeedback();
        await app.StartAsync(Token);
        await app.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, Token);
        return new LearningApp(app);
    }

    /// <summary>Imports items and waits until they can be recommended.</summary>
    public async Task StockAsync(IReadOnlyCollection<(string Id, ContentKind Kind)> items)
    {
        foreach (var (id, kind) in items)
        {
            var answer = await _client.PutAsJsonAsync($"/v1/items/{id}", new { kind, title = id }, JsonDefaults.Options, Token);
            answer.EnsureSuccessStatusCode();
        }

        await RankingApp.UntilAsync(
            async () => (await Database.ReadAsync<long>(
                "SELECT COUNT(*) FROM ranking_items WHERE indexed_revision = revision", null, Token)).Single() == items.Count);
    }

    public async Task<RecommendationReady> RecommendAsync(ObservationFused observation)
    {
        var address = _app.Services.GetRequiredService<InstanceName>().AddressOf(ReplyKind);
        var answer = Awaited.To(observation.ObservationId);
        await _app.Services.GetRequiredService<IMessageSender>().SendAsync(observation with { ReplyAddress = address }, Token);
        return await answer.WaitAsync(TimeSpan.FromSeconds(60), Token);
    }

    public async Task SayAsync(IReadOnlyCollection<object> signals) =>
        (await _client.PostAsJsonAsync("/v1/feedback", new { signals }, JsonDefaults.Options, Token)).EnsureSuccessStatusCode();

    public async Task<ErasureReceipt> EraseAsync(string person) =>
        (await _client.DeleteFromJsonAsync<ErasureReceipt>($"/v1/users/{person}", JsonDefaults.Options, Token))!;

    public async Task<UserAnswer> DescribeAsync(string person) =>
        (await _client.GetFromJsonAsync<UserAnswer>($"/v1/users/{person}", JsonDefaults.Options, Token))!;

    public Task TellAsync<T>(T message)
        where T : class => _app.Services.GetRequiredService<IMessageSender>().SendAsync(message, Token);

    public Task<T[]> ReadAsync<T>(string sql) => Database.ReadAsync<T>(sql, null, Token);

    /// <summary>What the policy and items' qualities were learned from, but for how often they changed.</summary>
    public async Task<string> LearnedStateAsync()
    {
        var policies = await ReadAsync<byte[]>("SELECT posterior FROM feedback_policy_weeks ORDER BY feature_version, week");
        var votes = await ReadAsync<(string, long, double, double)>(
            """
            SELECT item_id, week, votes_for, votes_against FROM ranking_votes WHERE votes_for + votes_against > 0 ORDER BY item_id, week
            """);
        return string.Join(' ', [.. policies.Select(Convert.ToHexString), .. votes.Select(vote => vote.ToString())]);
    }

    /// <summary>Waits until all that was said is learned, and known wherever it is used.</summary>
    public async Task LearnedAsync() => await RankingApp.UntilAsync(async () =>
        (await Database.ReadAsync<long>(Underway, null, Token)).Single() == 0
        && (await Database.ReadAsync<long>("SELECT COALESCE(MAX(policy_version), 0) FROM feedback_tenants", null, Token)).Single()
            == _app.Services.GetRequiredService<PolicyRegistry>().For(Tenant).Version);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    /// <summary>Stands in for the content encoder, which has a model and tests of its own.</summary>
    private sealed class Encoder(Func<EncodeItem, ItemEncoded> encode, IMessageSender sender) : IConsumer<EncodeItem>
    {
        public Task Consume(ConsumeContext<EncodeItem> context) => sender.SendAsync(encode(context.Message), context.CancellationToken);
    }

    private sealed class Answers
    {
        private readonly ConcurrentDictionary<Guid, TaskCompletionSource<RecommendationReady>> _awaited = [];

        public Task<RecommendationReady> To(Guid observationId) => Source(observationId).Task;

        private TaskCompletionSource<RecommendationReady> Source(Guid observationId) =>
            _awaited.GetOrAdd(observationId, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));

        public sealed class Consumer(Answers answers) : IConsumer<RecommendationReady>
        {
            public Task Consume(ConsumeContext<RecommendationReady> context)
            {
                answers.Source(context.Message.ObservationId).TrySetResult(context.Message);
                return Task.CompletedTask;
            }
        }
    }
}
