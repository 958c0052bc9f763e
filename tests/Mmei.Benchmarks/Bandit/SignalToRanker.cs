using System.Net.Http.Json;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Feedback;
using Mmei.Hosting;
using Mmei.Hosting.Json;
using Mmei.Hosting.Tenancy;
using Mmei.Learning.Features;
using Mmei.Messaging;

namespace Mmei.Benchmarks.Bandit;

/// <summary>
/// Feedback as it is set up by default, on SQLite and a bus in memory: how long it takes from sending a signal over HTTP until a policy
/// that has learned from it is with the rankers.
/// </summary>
internal static class SignalToRanker
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <returns>The milliseconds of each signal, sorted.</returns>
    public static async Task<double[]> MeasureAsync(int signals, TimeProvider time)
    {
        var folder = Directory.CreateTempSubdirectory("mmei-bandit");
        try
        {
            await using var app = await StartAsync(Path.Combine(folder.FullName, "feedback.db"), time);
            return await MeasureAsync(app, signals, time);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<double[]> MeasureAsync(WebApplication app, int signals, TimeProvider time)
    {
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        http.DefaultRequestHeaders.Add(TenantContext.HeaderName, "bench");
        var (sender, arrivals) = (app.Services.GetRequiredService<IMessageSender>(), app.Services.GetRequiredService<Arrivals>());
        for (var i = 0; i < signals; i++)
        {
            await sender.SendAsync(Decision(i, time.GetUtcNow()), CancellationToken.None);
        }

        var sent = new long[signals];
        for (var i = 0; i < signals; i++)
        {
            sent[i] = time.GetTimestamp();
            using var answer = await http.PostAsJsonAsync("/v1/feedback", new { signals = new[] { Like(i, time) } }, JsonDefaults.Options);
            answer.EnsureSuccessStatusCode();
            await Task.Delay(Pace, time);
        }

        for (var until = time.GetTimestamp(); arrivals.Rewards < signals && time.GetElapsedTime(until) < Patience;)
        {
            await Task.Delay(Pace, time);
        }

        return
        [
            .. sent.Select((at, i) => arrivals.Of(i + 1) is { } arrived
                ? time.GetElapsedTime(at, arrived).TotalMilliseconds
                : throw new InvalidOperationException($"Signal {i} was not learned from within {Patience}.")).Order(),
        ];
    }

    private static async Task<WebApplication> StartAsync(string database, TimeProvider time)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(
            [new("Storage:ConnectionString", $"Data Source={database}"), new("Bus:Transport", "InMemory")]);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(new Arrivals(time));
        builder.AddServiceDefaults();

        // Standard output is the report's.
        builder.Logging.ClearProviders();
        builder.AddFeedback();
        builder.AddMessaging(bus =>
        {
            bus.AddFeedbackConsumers();
            bus.AddConsumer<Arrivals.Sink>().Endpoint(endpoint => endpoint.Name = Queues.Rewards);
            bus.AddConsumer<Arrivals.Consumer>().ExcludeFromConfigureEndpoints();
            bus.AddInstanceEndpoint("mmei.bench", (endpoint, context) => endpoint.ConfigureConsumer<Arrivals.Consumer>(context));
        });
        var app = builder.Build();
        app.UseForwardedTenant();
        app.MapFeedback();
        await app.StartAsync();
        await app.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, CancellationToken.None);
        return app;
    }

    private static Guid Id(int number) => new(number, 0, 0x7000, new byte[8]);

    private static object Like(int number, TimeProvider time) =>
        new { id = $"{number}", decisionId = Id(number), itemId = "item", kind = "like", at = time.GetUtcNow() };

    private static DecisionMade Decision(int number, DateTimeOffset at) => new()
    {
        DecisionId = Id(number),
        ObservationId = Id(number),
        TenantId = "bench",
        UserId = $"u-{number % 100}",
        MadeAt = at,
        Perception = new Perception
        {
            Emotion = [0, 0, 0, 0, 1, 0, 0],
            Intent = [0.2, 0.2, 0.2, 0.2, 0.2],
            Confidence = 0.8,
            Modalities = [],
            Degraded = false,
            Model = "mmei@1",
            JoinMs = 1,
            FusionMs = 1,
        },
        Mood = MoodGoal.Match,
        Policy = new PolicyStamp { Name = "lin-ts", Version = 0, Explored = false },
        FeatureVersion = DecisionFeatures.Version,
        Items =
        [
            new DecidedItem
            {
                ItemId = "item",
                Position = 1,
                Score = 1,
                Propensity = 1,
                Parts = new ScoreParts { Congruence = 1, Intent = 0, Affinity = 0, Policy = 0, Diversity = 0 },
                Features = [1, .. Enumerable.Range(1, DecisionFeatures.Dimension - 1).Select(i => number * i % 1024 / 1024.0)],
            },
        ],
    };
}
