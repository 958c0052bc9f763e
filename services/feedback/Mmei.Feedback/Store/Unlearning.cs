using Mmei.Storage;

namespace Mmei.Feedback.Store;

/// <summary>Takes rewards out of the policy again. Its sums are exact: it becomes what it would be without them, bit for bit.</summary>
internal static class Unlearning
{
    /// <summary>
    /// Takes out the rewards of these decisions. A damaged posterior stays so: it is rebuilt from the rewards that are left.
    /// </summary>
    /// <returns>How many rewards.</returns>
    public static async Task<int> UnlearnAsync(this SqlSession session, string tenantId, string[] ids, DateTimeOffset at)
    {
        var rewards = await session.ReadAsync<(long FeatureVersion, double[] Features, double Reward)>(
            """
            SELECT d.feature_version, i.features, i.reward FROM feedback_items i JOIN feedback_decisions d ON d.decision_id = i.decision_id
            WHERE d.tenant_id = @tenantId AND d.decision_id {in ids} AND i.reward IS NOT NULL
            """,
            new { tenantId, ids });
        foreach (var layout in rewards.GroupBy(reward => reward.FeatureVersion))
        {
            var states = await session.ReadAsync<byte[]>(
                "SELECT posterior FROM feedback_policies WHERE tenant_id = @tenantId AND feature_version = @Key", new { tenantId, layout.Key });
            if (states.SingleOrDefault() is not { } state || SqlPolicyStore.Intact(state) is not { } posterior)
            {
                continue;
            }

            foreach (var (_, features, reward) in layout.Where(reward => reward.Features.Length == posterior.Dimension))
            {
                posterior.Remove(features, reward);
            }

            await session.RunAsync("UPDATE feedback_tenants SET policy_version = policy_version + 1 WHERE tenant_id = @tenantId", new { tenantId });
            await session.RunAsync(
                """
                UPDATE feedback_policies SET posterior = @state, updated_at = @at,
                    version = (SELECT policy_version FROM feedback_tenants t WHERE t.tenant_id = @tenantId)
                WHERE tenant_id = @tenantId AND feature_version = @Key
                """,
                new { tenantId, layout.Key, at, state = posterior.ToBytes() });
        }

        return rewards.Length;
    }
}
