using Mmei.Contracts.Tensors;
using Mmei.Ranking.Rank;

namespace Mmei.Ranking.Tests.Rank;

public sealed class When_a_situation_is_read
{
    [Fact]
    public void Should_unpack_the_state_at_its_full_length()
    {
        var situation = Situation.Of(Observations.Fused(Vectors.Random(1)));

        situation.Fused.Zip(Vectors.Random(1), (a, b) => a * b).Sum().ShouldBe(1, 1e-4f);
        situation.Fused.Sum(value => value * value).ShouldBe(1, 1e-5f);
    }

    [Fact]
    public void Should_refuse_a_state_of_another_length_or_norm()
    {
        Should.Throw<TensorFormatException>(() => Situation.Of(Observations.Fused(new float[256]))).Message.ShouldContain("norm 0");
        Should.Throw<TensorFormatException>(() => Situation.Of(Observations.Fused([1, 0]))).Message.ShouldContain("2 numbers, expected 256");
    }

    [Fact]
    public void Should_refuse_what_is_no_probability()
    {
        var observation = Observations.Fused(Vectors.Axis(0));
        var perception = observation.Perception;

        Should.Throw<TensorFormatException>(() => Situation.Of(observation with { Perception = perception with { Emotion = [1] } })).Message.ShouldContain("emotion");
        Should.Throw<TensorFormatException>(() => Situation.Of(observation with { Perception = perception with { Intent = [double.NaN, 0, 0, 0, 0] } })).Message.ShouldContain("intent");
        Should.Throw<TensorFormatException>(() => Situation.Of(observation with { Perception = perception with { Confidence = 2 } })).Message.ShouldContain("confidence");
    }
}
