using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Feedback.Rewards;
using Mmei.Feedback.Store;
using Mmei.Storage;
using Mmei.Storage.Schema;
using Mmei.Testing.Servers;
using static Mmei.Feedback.Tests.Builders;

namespace Mmei.Feedback.Tests.Faults;

public sealed class When_the_process_ends_before_it_has_sent : IAsyncLifetime
{
    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.SqliteAsync(SqlSchema.Embedded("feedback", typeof(FeedbackOptions).Assembly));
        await LearnAsync(_database.Database, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Should_send_after_the_next_start()
    {
        await using var app = await FeedbackApp.StartAsync(_database.Settings);

        (await app.ReceiveAsync<RewardAssigned>()).ItemId.ShouldBe("item-2");
    }

    [Fact]
    public async Task Should_broadcast_after_the_next_start()
    {
        await using var app = await FeedbackApp.StartAsync(_database.Settings);

        (await app.ReceiveAsync<PolicySnapshot>()).Version.ShouldBe(1);
    }

    /// <summary>
    /// What the process that ended had learned. Its decision is of this instant: the next process would learn more from one whose window
    /// has ended.
    /// </summary>
    private static async Task LearnAsync(ISqlDatabase database, CancellationToken cancellationToken)
    {
        var log = new SqlFeedbackLog(database);
        var decision = DecisionNow(1);
        var now = decision.MadeAt;
        await log.AddDecisionAsync(decision, now.AddHours(1), cancellationToken);
        await log.AddSignalsAsync("acme", [Signal(1, "item-2", SignalKind.Like) with { At = now }], cancellationToken);
        await new RewardAssignment(new FeedbackOptions()).RunAsync(new SqlLearningStore(database), "acme", 10, now, cancellationToken);
    }
}
