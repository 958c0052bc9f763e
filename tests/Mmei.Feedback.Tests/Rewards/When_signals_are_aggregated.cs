using FsCheck;
using FsCheck.Fluent;
using Mmei.Contracts.Taxonomy;
using Mmei.Feedback.Rewards;

namespace Mmei.Feedback.Tests.Rewards;

public sealed class When_signals_are_aggregated
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly RewardModel Model = new(new RewardWeights());

    [Fact]
    public void Should_saturate_with_dwell_time()
    {
        var (little, more, hours) = (Value(Dwell(10)), Value(Dwell(45)), Value(Dwell(36_000)));

        little.ShouldBeLessThan(more);
        more.ShouldBe(0.5 * (1 - Math.Exp(-1)), 1e-4);
        hours.ShouldBe(0.5, 1e-4);
    }

    [Fact]
    public void Should_add_up_dwell_time() => Value(Dwell(20, "a"), Dwell(25, "b")).ShouldBe(Value(Dwell(45)));

    [Fact]
    public void Should_take_the_largest_completion() => Value(Complete(0.4), Complete(0.9), Complete(0.1)).ShouldBe(Value(Complete(0.9)));

    [Fact]
    public void Should_never_lose_by_more_positive_evidence() => Prop.ForAll(Signals(), (Evidence[] signals) =>
    {
        var positive = signals.Where(signal => signal.Kind is not (SignalKind.Dislike or SignalKind.Emotion)).ToArray();
        var more = positive.Append(Signal(SignalKind.Share, id: "one more")).ToArray();
        return positive.Length == 0 || Value(more) >= Value(positive);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Should_stay_between_zero_and_one() =>
        Prop.ForAll(Signals(), (Evidence[] signals) => signals.Length == 0 || Value(signals) is >= 0 and <= 1)
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Should_not_depend_on_order_or_repetition() => Prop.ForAll(Signals(), (Evidence[] signals) =>
        signals.Length == 0 || Model.Aggregate(signals) == Model.Aggregate(signals.Reverse().Concat(signals))).QuickCheckThrowOnFailure();

    [Fact]
    public void Should_give_nothing_for_a_dislike_whatever_else_happened() =>
        Model.Aggregate([Dwell(600), Signal(SignalKind.Share), Signal(SignalKind.Dislike)]).ShouldBe(new Reward(0, RewardTraits.Disliked));

    [Fact]
    public void Should_follow_a_change_of_mind()
    {
        Model.Aggregate([Signal(SignalKind.Dislike), Signal(SignalKind.Like, at: 5)]).Traits.ShouldBe(RewardTraits.None);
        Model.Aggregate([Signal(SignalKind.Like), Signal(SignalKind.Dislike, at: 5)]).Traits.ShouldBe(RewardTraits.Disliked);
        Model.Aggregate([Signal(SignalKind.Like), Signal(SignalKind.Dislike)]).Traits.ShouldBe(RewardTraits.Disliked);
    }

    [Fact]
    public void Should_keep_a_quarter_after_a_skip()
    {
        var reward = Model.Aggregate([Complete(1), Signal(SignalKind.Skip)]);

        reward.Value.ShouldBe(Value(Complete(1)) / 4, 1e-4);
        reward.Traits.ShouldBe(RewardTraits.Skipped);
    }

    [Fact]
    public void Should_be_neutral_to_an_emotion_that_is_not_known_yet() =>
        Model.Aggregate([Complete(1), Signal(SignalKind.Emotion)]).ShouldBe(Model.Aggregate([Complete(1)]));

    [Fact]
    public void Should_reward_feeling_better() =>
        Value(Complete(0.5), Signal(SignalKind.Emotion, 1)).ShouldBeGreaterThan(Value(Complete(0.5)));

    [Fact]
    public void Should_not_reward_engagement_that_ends_in_distress()
    {
        var reward = Model.Aggregate([Dwell(600), Complete(1), Signal(SignalKind.Emotion, -1)]);

        reward.Value.ShouldBe(Value(Dwell(600), Complete(1)) / 2, 1e-4);
        reward.Traits.ShouldBe(RewardTraits.Felt | RewardTraits.Distressed);
    }

    [Fact]
    public void Should_refuse_to_invent_a_reward() => Should.Throw<ArgumentException>(() => Model.Aggregate([]));

    [Fact]
    public void Should_name_a_weight_out_of_range()
    {
        new RewardWeights().Invalid().ShouldBeNull();
        new RewardWeights { Share = 1.2 }.Invalid().ShouldBe("Share");
        new RewardWeights { DwellTime = TimeSpan.Zero }.Invalid().ShouldBe("DwellTime");
    }

    private static double Value(params Evidence[] signals) => Model.Aggregate(signals).Value;

    private static Evidence Dwell(double seconds, string id = "dwell") => Signal(SignalKind.Dwell, seconds, id: id);

    private static Evidence Complete(double share) => Signal(SignalKind.Complete, share, id: $"complete {share}");

    private static Evidence Signal(SignalKind kind, double? value = null, int at = 0, string? id = null) =>
        new(id ?? $"{kind} {at}", kind, value, Noon.AddSeconds(at));

    private static Arbitrary<Evidence[]> Signals() =>
        (from kind in Gen.Elements(Enum.GetValues<SignalKind>())
         from value in Gen.Choose(0, 100)
         from at in Gen.Choose(0, 3)
         from id in Gen.Choose(0, 12)
         select Signal(
             kind, kind is SignalKind.Complete or SignalKind.Emotion ? value / 100.0 : value, at, $"{id}")).ArrayOf().ToArbitrary();
}
