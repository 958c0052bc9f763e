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

        // Also before the first reward: then rankers explore with what is known of nothing.
        await session.RunAsync(
            """
            INSERT INTO feedback_policies (tenant_id, feature_version, version, updated_at)
            VALUES (@tenantId, @layout, @version, @at)
            ON CONFLICT (tenant_id, feature_version) DO UPDATE SET version = excluded.version
            """,
            new { tenantId, layout = (long)DecisionFeatures.Version, version, at });
        return version;
    }
}
