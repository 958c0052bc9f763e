using Mmei.Feedback.Policies;
using Mmei.Learning.Features;
using Mmei.Storage;

namespace Mmei.Feedback.Store;

/// <summary>Whatever changes for rankers, changes under a new version of the tenant's policy, with which it is broadcast.</summary>
internal static class PolicyVersions
{
    /// <summary>Takes the tenant's lock and the next version.</summary>
    public static async Task<long> AdvancePolicyAsync(this SqlSession session, string tenantId, DateTimeOffset at)
    {
        var version = await session.LockTenantAsync(tenantId) + 1;
        await session.RunAsync(
            "UPDATE feedback_tenants SET policy_version = @version WHERE tenant_id = @tenantId", new { tenantId, version });

        // Before the first reward there is nothing to explore with but what is known of nothing.
        await session.RunAsync(
            """
            INSERT INTO feedback_policies (tenant_id, feature_version, version, posterior, updated_at)
            VALUES (@tenantId, @layout, @version, @nothing, @at)
            ON CONFLICT (tenant_id, feature_version) DO UPDATE SET version = excluded.version
            """,
            new
            {
                tenantId,
                layout = (long)DecisionFeatures.Version,
                version,
                nothing = new LinearPosterior(DecisionFeatures.Dimension).ToBytes(),
                at,
            });
        return version;
    }
}
