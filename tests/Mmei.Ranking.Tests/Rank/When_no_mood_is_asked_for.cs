using Mmei.Contracts.Taxonomy;
using Mmei.Ranking.Rank;

namespace Mmei.Ranking.Tests.Rank;

public sealed class When_no_mood_is_asked_for
{
    private static readonly RankingOptions Options = new();

    [Theory]
    [InlineData(Emotion.Anger, MoodGoal.Calm)]
    [InlineData(Emotion.Disgust, MoodGoal.Lift)]
    [InlineData(Emotion.Fear, MoodGoal.Calm)]
    [InlineData(Emotion.Joy, MoodGoal.Match)]
    [InlineData(Emotion.Neutral, MoodGoal.Match)]
    [InlineData(Emotion.Sadness, MoodGoal.Calm)]
    [InlineData(Emotion.Surprise, MoodGoal.Match)]
    public void Should_follow_from_what_is_felt(Emotion felt, MoodGoal goal) =>
        MoodAim.Of(Vectors.Peak(7, (int)felt), asked: null, Options).Goal.ShouldBe(goal);

    [Theory]
    [InlineData(MoodGoal.Match)]
    [InlineData(MoodGoal.Lift)]
    [InlineData(MoodGoal.Calm)]
    public void Should_take_the_goal_that_is_asked_for_whatever_is_felt(MoodGoal asked)
    {
        foreach (var felt in Enum.GetValues<Emotion>())
        {
            MoodAim.Of(Vectors.Peak(7, (int)felt), asked, Options).Goal.ShouldBe(asked);
        }
    }

    [Theory]
    [InlineData(Emotion.Anger)]
    [InlineData(Emotion.Disgust)]
    [InlineData(Emotion.Fear)]
    [InlineData(Emotion.Sadness)]
    public void Should_not_put_disgusting_or_angry_things_first_for_who_feels_bad(Emotion felt)
    {
        // Each item is as near to the person's state as any other, but those that carry the felt emotion, which are nearer.
        RankingCase given = new()
        {
            Items =
            [
                .. Enum.GetValues<Emotion>().Select(carried => RankingCase.Item(
                    carried.ToString(), carried == felt ? Vectors.Axis(0) : Vectors.Between(0, 1, 0.5), emotion: (int)carried)),
            ],
            Policy = RankingCase.Prior(0),
            Options = new RankingOptions { Diversity = 0 },
            K = 2,
        };

        var first = given.Feeling(Vectors.Peak(7, (int)felt), asked: null).Rank().Items.Select(placed => placed.Item.ItemId);

        first.ShouldNotContain("Disgust");
        first.ShouldNotContain("Anger");
    }

    [Fact]
    public void Should_move_what_may_be_felt_as_far_as_it_may_be_felt()
    {
        // Disgust, 0.4, becomes joy; joy and neutral stay.
        var unsure = MoodAim.Of([0, 0.4, 0, 0.35, 0.25, 0, 0], asked: null, Options);

        unsure.Goal.ShouldBe(MoodGoal.Match);
        unsure.Matched.ShouldBe(0.6, 1e-12);
        unsure.Target.Select(share => Math.Round(share, 12)).ShouldBe([0, 0, 0, 0.75, 0.25, 0, 0]);
    }

    [Fact]
    public void Should_name_what_most_of_a_bad_mood_is_to_become()
    {
        MoodAim.Of([0.1, 0.35, 0.15, 0.4, 0, 0, 0], asked: null, Options).Goal.ShouldBe(MoodGoal.Lift);
        MoodAim.Of([0.2, 0.2, 0.2, 0.4, 0, 0, 0], asked: null, Options).Goal.ShouldBe(MoodGoal.Calm);
    }

    [Fact]
    public void Should_follow_the_settings()
    {
        var options = new RankingOptions { MoodGoals = new MoodGoalOptions { Sadness = MoodGoal.Match, Joy = MoodGoal.Calm } };

        MoodAim.Of(Vectors.Peak(7, (int)Emotion.Sadness), asked: null, options).Goal.ShouldBe(MoodGoal.Match);
        MoodAim.Of(Vectors.Peak(7, (int)Emotion.Joy), asked: null, options).Goal.ShouldBe(MoodGoal.Calm);
    }

    [Fact]
    public void Should_lean_on_the_state_as_far_as_it_is_matched()
    {
        var context = new RankingCase().Context with { Confidence = 1 };

        StateOf(MoodGoal.Match).ShouldBe(0.6);
        StateOf(MoodGoal.Lift).ShouldBe(0.25);
        ScoreWeights.Of(context with { Mood = MoodAim.Of([0, 0.5, 0, 0.5, 0, 0, 0], asked: null, Options) }, Options)
            .State.ShouldBe((0.6 + 0.25) / 2, 1e-12);

        double StateOf(MoodGoal goal) => ScoreWeights.Of(context with { Mood = MoodAim.Of(context.Emotion, goal, Options) }, Options).State;
    }
}
