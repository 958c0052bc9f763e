using Mmei.Learning.Policies;

namespace Mmei.Learning.Tests.Policies;

public sealed class When_the_policy_is_epsilon_greedy : PolicyConformance
{
    [Fact]
    public void Should_give_all_but_the_best_an_equal_share_of_epsilon() =>
        Propensities(new Worth(0.1, 0.7, 0.3, 0.2), seed: 0).ShouldBe([0.05, 0.85, 0.05, 0.05], 1e-12);

    protected override PolicyState With(PolicyState learned) => learned.With(KnownPolicies.EpsilonGreedy, 0.2);
}
