using Mmei.Learning.Policies;

namespace Mmei.Learning.Tests.Policies;

public sealed class When_the_policy_is_an_apprentice : PolicyConformance
{
    [Fact]
    public void Should_choose_as_the_baseline_but_for_the_learners_share()
    {
        var propensities = Propensities(new Worth(0.1, 0.7, 0.3, 0.2), seed: 0);

        propensities[1].ShouldBeGreaterThanOrEqualTo(0.8);
    }

    [Fact]
    public void Should_refuse_to_try_the_learner_more_often_than_not() =>
        Should.Throw<CorruptStateException>(() => KnownPolicies.Of(PolicyState.Prior(2, 1, 0).With(KnownPolicies.Apprentice, 0.51)));

    protected override PolicyState With(PolicyState learned) => learned.With(KnownPolicies.Apprentice, 0.2);
}
