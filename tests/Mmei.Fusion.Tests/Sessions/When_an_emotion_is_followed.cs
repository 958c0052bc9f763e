using FsCheck;
using FsCheck.Fluent;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Fusion.Sessions;

namespace Mmei.Fusion.Tests.Sessions;

public sealed class When_an_emotion_is_followed
{
    /// <summary>So many observations are enough for the weakest evidence that these tests generate.</summary>
    private const int Lasting = 40;

    [Fact]
    public void Should_always_have_a_distribution() => Hold(Emotions.Any.NonEmptyListOf(), session =>
        Emotions.Follow(session).All(reached =>
            Math.Abs(reached.Smoothed.Probabilities.Sum() - 1) < 1e-9
                && reached.Smoothed.Probabilities.All(value => value is >= 0 and <= 1)));

    [Fact]
    public void Should_count_the_observations() => Hold(Emotions.Any.NonEmptyListOf(), session =>
        Emotions.Follow(session).Select(reached => reached.Observations).SequenceEqual(Enumerable.Range(1, session.Count)));

    [Fact]
    public void Should_see_no_change_while_an_emotion_stays() => Hold(
        Emotions.Any.SelectMany(first => Gen.Choose(0, 100).NonEmptyListOf().Select(rest => rest.Select(percent => first with
        {
            Confidence = percent / 100.0,
        }))),
        session => !Emotions.Changes(session).Any());

    [Fact]
    public void Should_see_one_change_where_an_emotion_gives_way_to_another_for_good() => Hold(
        Switches(), pair => Emotions.Changes([.. Enumerable.Repeat(pair.From, 5), .. Enumerable.Repeat(pair.To, Lasting)])
            .SequenceEqual([new EmotionChange { From = pair.From.MostProbable, To = pair.To.MostProbable }]));

    [Fact]
    public void Should_see_it_again_where_the_emotion_returns() => Hold(
        Switches(), pair => Emotions.Changes(
            [.. Enumerable.Repeat(pair.From, 5), .. Enumerable.Repeat(pair.To, Lasting),
                .. Enumerable.Repeat(pair.From, Lasting)]).Count() == 2);

    [Fact]
    public void Should_not_be_misled_by_one_observation_of_low_confidence() => Hold(
        Switches(), pair =>
        {
            // Whatever its distribution, so little confidence cannot reach the threshold.
            var blip = pair.To with { Confidence = 0.99 * new SessionMemoryOptions().ChangeNats / Math.Log(1 / PageTest.Floor) };
            return !Emotions.Changes([.. Enumerable.Repeat(pair.From, 5), blip, .. Enumerable.Repeat(pair.From, 5)]).Any();
        });

    [Fact]
    public void Should_be_in_the_emotion_that_the_last_change_led_to() => Hold(Emotions.Any.NonEmptyListOf(), session =>
    {
        var trajectory = Emotions.Follow(session);
        return trajectory.Zip(trajectory.Skip(1)).All(pair =>
            pair.Second.Test.Current == (pair.Second.Change?.To ?? pair.First.Test.Current)
            && (pair.Second.Change is null || pair.Second.Change.From == pair.First.Test.Current));
    });

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(60, 2.0 / 3)]
    [InlineData(120, 0.8)]
    public void Should_forget_half_in_a_half_life(int seconds, double joy)
    {
        var options = new SessionMemoryOptions { HalfLife = TimeSpan.FromMinutes(1) };
        var smoothed = Emotions.Follow([Certain(Emotion.Sadness, 0.5), Certain(Emotion.Joy, 0.5, seconds)], options)[1].Smoothed;

        smoothed.Probabilities[(int)Emotion.Joy].ShouldBe(joy, 1e-12);
        smoothed.Probabilities[(int)Emotion.Sadness].ShouldBe(1 - joy, 1e-12);
    }

    [Fact]
    public void Should_weigh_by_confidence() =>
        Emotions.Follow(
            [Certain(Emotion.Sadness, 0.2), Certain(Emotion.Joy, 0.6)])[1].Smoothed.Probabilities[(int)Emotion.Joy].ShouldBe(0.75, 1e-12);

    [Theory]
    [InlineData(1, 4.6, true)]
    [InlineData(1, 4.7, false)]
    [InlineData(0.5, 2.3, true)]
    [InlineData(0.5, 2.4, false)]
    public void Should_change_when_the_evidence_exceeds_the_threshold(double confidence, double nats, bool changes)
    {
        var options = new SessionMemoryOptions { ChangeNats = nats };

        var reached = Emotions.Follow([Certain(Emotion.Sadness, 1), Certain(Emotion.Joy, confidence)], options)[1];

        reached.Change.ShouldBe(changes ? new EmotionChange { From = Emotion.Sadness, To = Emotion.Joy } : null);
    }

    private static Observed Certain(Emotion emotion, double confidence, int seconds = 0) =>
        new([.. Enum.GetValues<Emotion>().Select(each => each == emotion ? 1.0 : 0.0)], confidence, seconds);

    private static Gen<(Observed From, Observed To)> Switches() => Emotions.Clear
        .SelectMany(from => Emotions.Clear.Where(to => to.MostProbable != from.MostProbable).Select(to => (from, to)));

    private static void Hold<T>(Gen<T> inputs, Func<T, bool> property) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(inputs.ToArbitrary(), property));
}
