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

    [Fact]
    public void Should_keep_a_wish_as_long_as_it_is()
    {
        Read(Wishing(0.5f, 384)).Wish.ShouldNotBeNull().Sum(value => value * value).ShouldBe(0.25f, 1e-4f);
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

    private static RankingContext Read(ObservationFused observation) => RankingContext.Of(observation, new RankingOptions());

    private static ObservationFused Wishing(float length, int width) => Observations.Fused(Vectors.Axis(0)) with
    {
        Wish = TensorCodec.Pack([length, .. new float[width - 1]], 1, width),
    };
}
