using Mmei.Learning.Policies;

namespace Mmei.Learning.Tests.Policies;

public sealed class When_the_policy_is_random : PolicyConformance
{
    protected override PolicyState With(PolicyState learned) => learned.With(KnownPolicies.Random, 0);
}
