using System.Net;
using Microsoft.Extensions.Configuration;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Messaging;
using Mmei.Ranking.Rank;
using Mmei.Testing.Servers;

namespace Mmei.Ranking.Tests.Host;

/// <summary>On a database of its own, because it is stopped, and on a clock that is set forward.</summary>
public sealed class When_observations_are_put_aside(RabbitMqServer broker) : IAsyncLifetime
{
    private readonly PostgresServer _database = new();
    private readonly ForwardTime _time = new();
    private Dictionary<string, string?> _settings = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _database.InitializeAsync();
        _settings = new(await broker.CreateVirtualHostAsync())
        {
            ["Storage:Provider"] = "PostgreSql",
            ["Storage:ConnectionString"] = await _database.CreateDatabaseAsync(),
        };
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Should_decide_nothing_of_one_that_nobody_waits_for_when_it_is_brought_back()
    {
        await using var app = await RankingApp.StartAsync(_time, _settings, Encodings.Of);
        await app.PutAsync("i-1", new CatalogItem { Kind = ContentKind.Music, Title = "Rain" });
        await app.IndexedAsync(1);
        var given = Observations.Fused(Vectors.Axis(0)) with { AwaitedMs = (int)TimeSpan.FromMinutes(10).TotalMilliseconds };
        var wanted = Observations.Fused(Vectors.Axis(0)) with { AwaitedMs = (int)TimeSpan.FromDays(1).TotalMilliseconds };

        await _database.StopAsync();
        await app.TellAsync(given);
        await app.TellAsync(wanted);
        await UntilPutAsideAsync(2);
        await _database.StartAsync();
        _time.Ahead = TimeSpan.FromHours(1);
        (await DeadLetterRedrive.RunAsync(Bus(), Cancel)).ShouldBe((2, 0));

        (await app.ReceiveAsync<RecommendationReady>()).ObservationId.ShouldBe(wanted.ObservationId);
        (await app.ReceiveAsync<DecisionMade>()).ObservationId.ShouldBe(wanted.ObservationId);
        await RankingApp.UntilAsync(async () => (await MetricsAsync(app)).Any(line =>
            line.StartsWith("mmei_ranking_observations_late_total", StringComparison.Ordinal)
            && line.EndsWith(" 1", StringComparison.Ordinal)));
        (await DecisionAsync(app, wanted)).ShouldBe(HttpStatusCode.OK);
        (await DecisionAsync(app, given)).ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<HttpStatusCode> DecisionAsync(RankingApp app, ObservationFused observation)
    {
        using var answer = await app.Client.GetAsync(
            new Uri($"/v1/decisions/{DecisionIds.Of(observation.ObservationId)}", UriKind.Relative), Cancel);
        return answer.StatusCode;
    }

    private static async Task<string[]> MetricsAsync(RankingApp app) =>
        (await app.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative), Cancel)).Split('\n');

    private BusOptions Bus() => new ConfigurationBuilder().AddInMemoryCollection(_settings).Build().GetSection("Bus").Get<BusOptions>()!;

    private async Task UntilPutAsideAsync(uint count)
    {
        await using var connection = await broker.ConnectAsync(_settings, Cancel);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancel);
        await RankingApp.UntilAsync(async () => await channel.MessageCountAsync(Queues.DeadLetter, Cancel) == count);
    }

    private sealed class ForwardTime : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
    }
}
