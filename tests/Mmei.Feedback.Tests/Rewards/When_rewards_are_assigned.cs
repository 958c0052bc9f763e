using Mmei.Contracts.Taxonomy;
using Mmei.Feedback.Policies;
using Mmei.Feedback.Rewards;
using Mmei.Feedback.Signals;
using static Mmei.Feedback.Tests.Builders;

namespace Mmei.Feedback.Tests.Rewards;

public sealed class When_rewards_are_assigned
{
    private static readonly RewardAssignment Assignment = new(new FeedbackOptions());
    private static readonly double[] Features = [1, 0.5];

    [Fact]
    public void Should_depend_on_what_was_loaded_alone()
    {
        var batch = Batch(new LinearPosterior(2), Signal(1, "item-1", SignalKind.Like));

        var (first, second) = (Assignment.Learn(batch, Noon), Assignment.Learn(batch, Noon));

        second.Weeks.ShouldHaveSingleItem().Value.ToBytes().ShouldBe(first.Weeks.ShouldHaveSingleItem().Value.ToBytes());
        second.Rewards.ShouldBe(first.Rewards);
        second.Announcements.ShouldBe(first.Announcements);
        batch.Weeks.Values.Single().Sums.Count.ShouldBe(0, "what was loaded stays as it was");
    }

    [Fact]
    public void Should_number_the_policy_after_the_latest() =>
        Assignment.Learn(Batch(null, Signal(1, "item-1", SignalKind.Like)), Noon).PolicyVersion.ShouldBe(6);

    [Fact]
    public void Should_take_the_lowest_of_several_later_moods()
    {
        var signal = Signal(1, "item-1", SignalKind.Emotion, later: 2);
        var later = new[] { Logged(2, valence: 1), Logged(3, valence: -1) }.ToLookup(_ => ObservationId(2));

        var learned = Assignment.Learn(Batch(null, signal) with { Later = later }, Noon);

        learned.Rewards.ShouldHaveSingleItem().Reward.Traits.ShouldBe(RewardTraits.Felt | RewardTraits.Distressed);
    }

    private static LoggedFeedback Batch(LinearPosterior? posterior, Signal signal) => new(
        "acme",
        1,
        [Logged(1, valence: 0)],
        new[] { new ShownItem(Id(1), "item-1", 1, Features, null, 0, 0) }.ToLookup(item => item.DecisionId),
        new[] { signal }.ToLookup(signal => signal.DecisionId),
        Array.Empty<LoggedDecision>().ToLookup(decision => decision.ObservationId),
        5,
        posterior is null ? [] : new Dictionary<PolicyWeek, KnownWeek> { [Logged(1, valence: 0).PolicyWeek] = new(posterior) },
        [],
        []);

    private static LoggedDecision Logged(int number, double valence) =>
        new(Id(number), ObservationId(number), "u-1", Noon.AddMinutes(number), Noon.AddHours(1), false, 1, valence, null);
}
