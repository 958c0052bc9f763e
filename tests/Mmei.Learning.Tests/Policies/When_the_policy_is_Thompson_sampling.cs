using Mmei.Learning.Policies;

namespace Mmei.Learning.Tests.Policies;

public sealed class When_the_policy_is_Thompson_sampling : PolicyConformance
{
    protected override PolicyState With(PolicyState learned) => learned.With(KnownPolicies.ThompsonSampling, 0.3);
}
