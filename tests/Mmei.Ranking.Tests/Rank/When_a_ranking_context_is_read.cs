using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.Tensors;
using Mmei.Contracts.V1;
using Mmei.Ranking.Rank;

namespace Mmei.Ranking.Tests.Rank;

public sealed class When_a_ranking_context_is_read
{
    [Fact]
    public void Should_unpack_the_state_at_its_full_length()
    {
        var context = Read(Observations.Fused(Vectors.Random(1)));

        context.Fused.Zip(Vectors.Random(1), (a, b) => a * b).Sum().ShouldBe(1, 1e-4f);
        context.Fused.Sum(value => value * value).ShouldBe(1, 1e-5f);
    }

    [Fact]
    public void Should_refuse_a_state_of_another_length_or_norm()
    {
        Should.Throw<TensorFormatException>(() => Read(Observations.Fused(new float[256]))).Message.ShouldContain("norm 0");
        Should.Throw<TensorFormatException>(
            () => Read(Observations.Fused([1, 0]))).Message.ShouldContain("1 x 2, expected 1 x 256");
    }

    /// <summary>Joy is matched by default, sadness calmed: half of each is half of both.</summary>
    [Theory]
    [InlineData(0.5f, 1, 0.5f)]
    [InlineData(0.05f, 1, 0.25f)]
    [InlineData(0.25f, 1, 0.25f)]
    [InlineData(0.5f, 0, 0.0909f)]
    [InlineData(0.05f, 0, 0.0052f)]
    [InlineData(1, 0, 1)]
    [InlineData(0.875f, 0, 0.4118f)]
    [InlineData(0.1f, 0.5, 0.1305f)]
    public void Should_count_what_is_spoken_of_where_the_mood_is_matched_and_doubt_a_wish_where_it_is_not(
        float likely, double joy, float counts) =>
        Length(Wishing(likely, 384), joy).ShouldBe(counts, 1e-3f);

    [Fact]
    public void Should_count_no_subject_where_none_is_to_count_or_the_language_is_not_known()
    {
        var spoken = Wishing(0.05f, 384);
        var warned = new MediaQuality { Language = "sv", Warnings = [QualityWarning.UnmeasuredLanguage] };

        Length(spoken, joy: 1, new RankingOptions { Subject = 0 }).ShouldBe(0.05f, 1e-3f);
        Length(spoken with { Perception = Heard(spoken.Perception, warned) }, joy: 1).ShouldBe(0.05f, 1e-3f);
        Length(spoken with { Perception = Heard(spoken.Perception, warned with { Warnings = [] }) }, joy: 1).ShouldBe(0.25f, 1e-3f);
        Read(Observations.Fused(Vectors.Axis(0))).Wish.ShouldBeNull();
    }

    [Fact]
    public void Should_refuse_a_wish_of_another_length_or_norm()
    {
        Should.Throw<TensorFormatException>(() => Read(Wishing(0.5f, 100))).Message.ShouldContain("1 x 100, expected 1 x 384");
        Should.Throw<TensorFormatException>(() => Read(Wishing(1.5f, 384))).Message.ShouldContain("norm 1.5");
    }

    [Fact]
    public void Should_refuse_what_is_no_probability()
    {
        var observation = Observations.Fused(Vectors.Axis(0));
        var perception = observation.Perception;

        Should.Throw<TensorFormatException>(
            () => Read(observation with { Perception = perception with { Emotion = [1] } })).Message.ShouldContain("emotion");
        Should.Throw<TensorFormatException>(() => Read(observation with
        {
            Perception = perception with { Intent = [double.NaN, 0, 0, 0, 0] },
        })).Message.ShouldContain("intent");
        Should.Throw<TensorFormatException>(() => Read(observation with
        {
            Perception = perception with { Confidence = 2 },
        })).Message.ShouldContain("confidence");
    }

    private static Perception Heard(Perception perception, MediaQuality quality) =>
        perception with { Modalities = [perception.Modalities[0] with { Quality = quality }] };

    /// <summary>How much the wish counts of somebody who feels joy, and else sadness.</summary>
    private static float Length(ObservationFused observation, double joy, RankingOptions? options = null)
    {
        var emotion = new double[7];
        (emotion[(int)Emotion.Joy], emotion[(int)Emotion.Sadness]) = (joy, 1 - joy);
        var felt = observation with { Perception = observation.Perception with { Emotion = emotion } };
        return MathF.Sqrt(RankingContext.Of(felt, options ?? new RankingOptions()).Wish.ShouldNotBeNull().Sum(value => value * value));
    }

    private static RankingContext Read(ObservationFused observation) => RankingContext.Of(observation, new RankingOptions());

    private static ObservationFused Wishing(float length, int width) => Observations.Fused(Vectors.Axis(0)) with
    {
        Wish = TensorCodec.Pack([length, .. new float[width - 1]], 1, width),
    };
}
