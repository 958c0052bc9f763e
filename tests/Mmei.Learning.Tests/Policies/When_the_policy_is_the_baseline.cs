using Mmei.Learning.Policies;

namespace Mmei.Learning.Tests.Policies;

public sealed class When_the_policy_is_the_baseline : PolicyConformance
{
    protected override PolicyState With(PolicyState learned) => learned.With(KnownPolicies.Congruence, 0);
}
