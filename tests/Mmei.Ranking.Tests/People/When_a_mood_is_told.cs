using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Ranking.People;

namespace Mmei.Ranking.Tests.People;

/// <summary>From moments, the latest first.</summary>
public sealed class When_a_mood_is_told
{
    [Fact]
    public void Should_be_the_mean_of_what_was_felt_by_how_sure_that_was()
    {
        var mood = Moods.Of([Moment(Emotion.Joy, confidence: 0.9), Moment(Emotion.Sadness, confidence: 0.3)]).ShouldNotBeNull();

        mood.Decisions.ShouldBe(2);
        mood.Mean[Emotion.Joy].ShouldBe(0.75, 1e-12);
        mood.Mean[Emotion.Sadness].ShouldBe(0.25, 1e-12);
        mood.Mean.Values.Sum().ShouldBe(1, 1e-12);
    }

    [Fact]
    public void Should_be_as_volatile_as_emotions_change_within_sessions()
    {
        var mood = Moods.Of(
        [
            Moment(Emotion.Joy, "morning"), Moment(Emotion.Fear, "evening"), Moment(Emotion.Joy, "morning"),
            Moment(Emotion.Anger, "morning"), Moment(Emotion.Fear, "evening"),
        ]);

        mood!.Volatility!.Value.ShouldBe(1 / 3.0, 1e-12);
    }

    [Fact]
    public void Should_not_speak_of_change_where_nothing_was_felt_twice_in_a_session()
    {
        Moods.Of([Moment(Emotion.Joy, "one"), Moment(Emotion.Fear, "other")])!.Volatility.ShouldBeNull();
        Moods.Of([Moment(Emotion.Joy, session: null), Moment(Emotion.Fear, session: null)])!.Volatility.ShouldBeNull();
    }

    [Fact]
    public void Should_be_absent_where_nothing_is_kept() => Moods.Of([]).ShouldBeNull();

    [Fact]
    public void Should_be_absent_where_nothing_was_sure() => Moods.Of([Moment(Emotion.Joy, confidence: 0)]).ShouldBeNull();

    private static (string? SessionId, Perception Perception) Moment(Emotion emotion, string? session = "s", double confidence = 0.5) =>
        (session, Observations.Fused(Vectors.Axis(0)).Perception with
        {
            Emotion = Vectors.Peak(7, (int)emotion, share: 1),
            Confidence = confidence,
        });
}
