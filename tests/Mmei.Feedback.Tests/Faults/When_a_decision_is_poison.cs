using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Feedback.Decisions;
using Mmei.Hosting.Failures;
using Mmei.Testing.Servers;
using static Mmei.Feedback.Tests.Builders;

namespace Mmei.Feedback.Tests.Faults;

public sealed class When_a_decision_is_poison
{
    public static TheoryData<DecisionMade, string> Wrong { get; } = new()
    {
        { Decision(1) with { DecisionId = Guid.Empty }, "decisionId" },
        { Decision(1) with { TenantId = "a/b" }, "tenantId" },
        { Perceiving(perception => perception with { Emotion = [1] }), "emotion" },
        { Perceiving(perception => perception with { Emotion = [double.NaN, 0, 0, 0, 0, 0, 0] }), "emotion" },
        { Perceiving(perception => perception with { Session = Session(Emotion.Joy) with { Smoothed = [0.5, 0.5] } }), "session.smoothed" },
        { WithSecond(item => item with { ItemId = "item-1" }), "items" },
        { WithSecond(item => item with { Features = [1, 0] }), "items[1].features" },
        { WithSecond(item => item with { Features = [double.NaN, .. item.Features.Skip(1)] }), "items[1].features" },
        { WithSecond(item => item with { Features = [1.5, .. item.Features.Skip(1)] }), "items[1].features" },
        { WithSecond(item => item with { Propensity = 1.1 }), "items[1].propensity" },
        { WithSecond(item => item with { Position = 0 }), "items[1].position" },
        { WithSecond(item => item with { Score = double.PositiveInfinity }), "items[1].score" },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void Should_name_the_field(DecisionMade decision, string field) =>
        Should.Throw<InvalidInputFailure>(() => DecisionCheck.ThrowIfInvalid(decision)).Errors.Keys.ShouldBe([field]);

    [Fact]
    public async Task Should_not_hold_up_its_neighbours()
    {
        using var folder = new TempFolder();
        await using var app = await FeedbackApp.StartAsync(
            new Dictionary<string, string?> { ["Storage:ConnectionString"] = $"Data Source={folder["feedback.db"]}" });
        await app.Ranker.SendAsync(WithSecond(item => item with { Features = [double.MaxValue] }), TestContext.Current.CancellationToken);
        await app.Ranker.SendAsync(DecisionNow(2), TestContext.Current.CancellationToken);

        await app.PostAsync(PostedLike(1, "item-1"), PostedLike(2, "item-1"));

        (await app.ReceiveAsync<RewardAssigned>()).DecisionId.ShouldBe(Id(2));
    }

    private static DecisionMade Perceiving(Func<Perception, Perception> change)
    {
        var decision = Decision(1);
        return decision with { Perception = change(decision.Perception) };
    }

    private static DecisionMade WithSecond(Func<DecidedItem, DecidedItem> change)
    {
        var decision = Decision(1);
        return decision with { Items = [decision.Items[0], change(decision.Items[1]), decision.Items[2]] };
    }
}
