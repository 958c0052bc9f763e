using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Mmei.Contracts.V1;
using Mmei.Learning;
using Mmei.Learning.Features;

namespace Mmei.Ranking.Policy;

/// <summary>The policy in force for each tenant: the prior until feedback has sent one.</summary>
internal sealed class PolicyRegistry(IOptions<PolicyOptions> options)
{
    private readonly ConcurrentDictionary<string, PolicyInForce> _policies = new(StringComparer.Ordinal);

    private readonly PolicyInForce _prior =
        new(PolicyState.Prior(DecisionFeatures.Dimension, options.Value.PriorRidge, options.Value.PriorNoise));

    public PolicyInForce InForce(string tenantId) => _policies.GetValueOrDefault(tenantId, _prior);

    /// <summary>The policy of whoever is in no experiment.</summary>
    public PolicyState For(string tenantId) => InForce(tenantId).State;

    /// <summary>The rules by which another policy takes over, of the tenants that have one.</summary>
    public IEnumerable<(string TenantId, TakeOverInForce Rule)> StandingRules() =>
        from policy in _policies
        where policy.Value.TakeOver is not null
        select (policy.Key, policy.Value.TakeOver);

    /// <summary>False when the tenant has this version or a later one already.</summary>
    public bool TryAdvance(string tenantId, PolicyInForce policy)
    {
        var current = _policies.AddOrUpdate(
            tenantId, policy, (_, known) => policy.State.Version > known.State.Version ? policy : known);
        return ReferenceEquals(current, policy);
    }
}
