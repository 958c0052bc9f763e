using Mmei.Contracts.Tensors;
using Mmei.Ranking.Rank;

namespace Mmei.Ranking.Tests.Rank;

public sealed class When_a_ranking_context_is_read
{
    [Fact]
    public void Should_unpack_the_state_at_its_full_length()
    {
        var context = RankingContext.Of(Observations.Fused(Vectors.Random(1)));

        context.Fused.Zip(Vectors.Random(1), (a, b) => a * b).Sum().ShouldBe(1, 1e-4f);
        context.Fused.Sum(value => value * value).ShouldBe(1, 1e-5f);
    }

    [Fact]
    public void Should_refuse_a_state_of_another_length_or_norm()
    {
        Should.Throw<TensorFormatException>(() => RankingContext.Of(Observations.Fused(new float[256]))).Message.ShouldContain("norm 0");
        Should.Throw<TensorFormatException>(
            () => RankingContext.Of(Observations.Fused([1, 0]))).Message.ShouldContain("1 x 2, expected 1 x 256");
    }

    [Fact]
    public void Should_refuse_what_is_no_probability()
    {
        var observation = Observations.Fused(Vectors.Axis(0));
        var perception = observation.Perception;

        Should.Throw<TensorFormatException>(
            () => RankingContext.Of(observation with { Perception = perception with { Emotion = [1] } })).Message.ShouldContain("emotion");
        Should.Throw<TensorFormatException>(() => RankingContext.Of(observation with
        {
            Perception = perception with { Intent = [double.NaN, 0, 0, 0, 0] },
        })).Message.ShouldContain("intent");
        Should.Throw<TensorFormatException>(() => RankingContext.Of(observation with
        {
            Perception = perception with { Confidence = 2 },
        })).Message.ShouldContain("confidence");
    }
}
