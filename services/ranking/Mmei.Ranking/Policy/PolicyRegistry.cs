using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Mmei.Learning;
using Mmei.Learning.Features;

namespace Mmei.Ranking.Policy;

/// <summary>The policy in force for each tenant: the prior until feedback has sent one.</summary>
internal sealed class PolicyRegistry(IOptions<PolicyOptions> options)
{
    private readonly ConcurrentDictionary<string, PolicyState> _policies = new(StringComparer.Ordinal);

    private readonly PolicyState _prior = PolicyState.Prior(DecisionFeatures.Dimension, options.Value.PriorRidge, options.Value.PriorNoise);

    public PolicyState For(string tenantId) => _policies.GetValueOrDefault(tenantId, _prior);

    /// <summary>False when the tenant has this version or a later one already.</summary>
    public bool TryAdvance(string tenantId, PolicyState policy)
    {
        var current = _policies.AddOrUpdate(tenantId, policy, (_, known) => policy.Version > known.Version ? policy : known);
        return ReferenceEquals(current, policy);
    }
}
