using Mmei.Contracts.V1;
using Mmei.Learning;

namespace Mmei.Feedback.Policies;

internal static class PolicySnapshots
{
    /// <summary>The policy as rankers take it: factored, ready to score and draw.</summary>
    public static PolicySnapshot ToSnapshot(this StoredPolicy policy, FeedbackOptions options) => new()
    {
        TenantId = policy.TenantId,
        Name = PolicyState.LinearThompsonSampling,
        Version = policy.Version,
        FeatureVersion = policy.FeatureVersion,
        State = policy.Posterior.ToPolicy(policy.Version, options.Ridge, options.NoiseScale).ToBytes(),
        CreatedAt = policy.UpdatedAt,
    };
}
