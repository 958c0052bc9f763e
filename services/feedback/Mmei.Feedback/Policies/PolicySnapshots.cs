using Mmei.Contracts.V1;

namespace Mmei.Feedback.Policies;

internal static class PolicySnapshots
{
    /// <summary>The policy as rankers take it: factored, ready to score and draw.</summary>
    public static PolicySnapshot ToSnapshot(this StoredPolicy policy, FeedbackOptions options)
    {
        var (name, amount) = policy.Exploration ?? Exploration.Default(options);
        return new PolicySnapshot
        {
            TenantId = policy.TenantId,
            Name = name,
            Version = policy.Version,
            FeatureVersion = policy.FeatureVersion,
            State = policy.Posterior.ToPolicy(policy.Version, options.Ridge, amount).With(name, amount).ToBytes(),
            CreatedAt = policy.UpdatedAt,
            Experiment = policy.Experiment,
            TakeOver = policy.TakeOver?.ToMessage(options.RewardWindow),
        };
    }
}
