using Mmei.Learning.Policies;

namespace Mmei.Learning.Tests.Policies;

public sealed class When_the_policy_is_softmax : PolicyConformance
{
    [Fact]
    public void Should_double_the_propensity_with_each_temperature_times_log_2_of_value()
    {
        var step = 0.1 * Math.Log(2);

        Propensities(new Worth(5, 5 + step, 5 + (2 * step)), seed: 0).ShouldBe([1 / 7.0, 2 / 7.0, 4 / 7.0], 1e-12);
    }

    [Fact]
    public void Should_not_overflow() => Propensities(new Worth(1e6, 0, -1e6), seed: 0).ShouldBe([1, 0, 0]);

    protected override PolicyState With(PolicyState learned) => learned.With(KnownPolicies.Softmax, 0.1);
}
