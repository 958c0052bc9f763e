using Mmei.Learning.Policies;

namespace Mmei.Learning.Tests.Policies;

public sealed class When_the_policy_is_SquareCB : PolicyConformance
{
    [Fact]
    public void Should_weigh_by_the_inverse_of_the_gap()
    {
        // 30 rewards, and so gamma = sqrt(30) / 0.1.
        var gamma = Math.Sqrt(30) / 0.1;

        var propensities = Propensities(new Worth(0.2, 0.5, 0.4), seed: 0);

        propensities[0].ShouldBe(1 / (3 + (gamma * 0.3)), 1e-12);
        propensities[2].ShouldBe(1 / (3 + (gamma * 0.1)), 1e-12);
        propensities[1].ShouldBe(1 - propensities[0] - propensities[2], 1e-12);
    }

    protected override PolicyState With(PolicyState learned) => learned.With(KnownPolicies.SquareCb, 0.1);
}
