using Mmei.Contracts.Api.V1;
using Mmei.Contracts.V1;
using Mmei.Feedback.AssignRewards;
using Mmei.Feedback.Store;
using Mmei.Storage.Schema;
using Mmei.Testing.Servers;
using static Mmei.Feedback.Tests.Builders;

namespace Mmei.Feedback.Tests.Faults;

public sealed class When_the_process_ends_before_it_has_sent
{
    [Fact]
    public async Task Should_send_after_the_next_start()
    {
        var token = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.SqliteAsync(SqlSchema.Embedded("feedback", typeof(FeedbackOptions).Assembly));
        var (store, assignment) = (new SqlFeedbackStore(database.Database), new RewardAssignment(new FeedbackOptions()));
        await store.AddDecisionAsync(Decision(1), Noon.AddHours(1), token);
        await store.AddSignalsAsync("acme", [Signal(1, "item-2", SignalKind.Like)], token);
        await store.LearnAsync("acme", 10, Noon, batch => assignment.Learn(batch, Noon), token);

        await using var app = await FeedbackApp.StartAsync(database.Settings);

        (await app.ReceiveAsync<RewardAssigned>()).ItemId.ShouldBe("item-2");
    }

    [Fact]
    public async Task Should_broadcast_after_the_next_start()
    {
        var token = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.SqliteAsync(SqlSchema.Embedded("feedback", typeof(FeedbackOptions).Assembly));
        var (store, assignment) = (new SqlFeedbackStore(database.Database), new RewardAssignment(new FeedbackOptions()));
        await store.AddDecisionAsync(Decision(1), Noon.AddHours(1), token);
        await store.AddSignalsAsync("acme", [Signal(1, "item-2", SignalKind.Like)], token);
        await store.LearnAsync("acme", 10, Noon, batch => assignment.Learn(batch, Noon), token);

        await using var app = await FeedbackApp.StartAsync(database.Settings);

        (await app.ReceiveAsync<PolicySnapshot>()).Version.ShouldBe(1);
    }
}
