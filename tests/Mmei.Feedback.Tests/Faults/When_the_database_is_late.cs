using System.Net;
using Mmei.Contracts.V1;
using Mmei.Testing.Servers;
using static Mmei.Feedback.Tests.Builders;

namespace Mmei.Feedback.Tests.Faults;

/// <summary>On a database of its own, because it is stopped.</summary>
public sealed class When_the_database_is_late : IAsyncLifetime
{
    private readonly PostgresServer _server = new();
    private string _connectionString = "";

    public async ValueTask InitializeAsync()
    {
        await _server.InitializeAsync();
        _connectionString = await _server.CreateDatabaseAsync();
        await _server.StopAsync();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Should_refuse_feedback_and_hold_decisions_until_it_is_there()
    {
        await using var app = await FeedbackApp.StartAsync(new Dictionary<string, string?>
        {
            ["Storage:Provider"] = "PostgreSql",
            ["Storage:ConnectionString"] = _connectionString,
            ["Storage:StartupPatience"] = "00:00:00.2",
        });
        await app.Ranker.SendAsync(DecisionNow(1), TestContext.Current.CancellationToken);
        var refused = await app.PostAsync(PostedLike(1, "item-1"));
        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        refused.Headers.RetryAfter.ShouldNotBeNull();
        (await app.Client.GetAsync("/health/ready", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(
            HttpStatusCode.ServiceUnavailable);
        (await app.Client.GetAsync("/health/live", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);

        await _server.StartAsync();

        while ((await app.PostAsync(PostedLike(1, "item-1"))).StatusCode != HttpStatusCode.Accepted)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }

        (await app.ReceiveAsync<RewardAssigned>()).DecisionId.ShouldBe(Id(1));
    }
}
