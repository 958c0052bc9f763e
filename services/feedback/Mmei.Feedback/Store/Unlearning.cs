using Mmei.Feedback.Policies;
using Mmei.Storage;

namespace Mmei.Feedback.Store;

/// <summary>Takes rewards out of the policy again. Its sums are exact: it becomes what it would be without them, bit for bit.</summary>
internal static class Unlearning
{
    /// <summary>
    /// Takes out the rewards of these decisions. A damaged week is made again first.
    /// </summary>
    /// <returns>How many rewards.</returns>
    public static async Task<int> UnlearnAsync(this SqlSession session, string tenantId, string[] ids, DateTimeOffset at)
    {
        var rewards = await session.ReadRewardsAsync(tenantId, ids);
        var layouts = rewards.Select(reward => reward.FeatureVersion).Distinct().ToArray();
        var known = await session.ReadWeeksAsync(tenantId, layouts);
        var weeks = new Dictionary<PolicyWeek, LinearPosterior>();
        foreach (var reward in rewards)
        {
            if (known.GetValueOrDefault(reward.PolicyWeek)?.Sums is { } sums && sums.Dimension == reward.Features.Length)
            {
                sums.Remove(reward.Features, reward.Reward);
                weeks[reward.PolicyWeek] = sums;
            }
        }

        await session.SaveWeeksAsync(tenantId, weeks);
        foreach (var layout in layouts)
        {
            await session.RunAsync("UPDATE feedback_tenants SET policy_version = policy_version + 1 WHERE tenant_id = @tenantId", new { tenantId });
            await session.RunAsync(
                """
                UPDATE feedback_policies SET updated_at = @at,
                    version = (SELECT policy_version FROM feedback_tenants t WHERE t.tenant_id = @tenantId)
                WHERE tenant_id = @tenantId AND feature_version = @layout
                """,
                new { tenantId, layout, at });
        }

        return rewards.Length;
    }
}
