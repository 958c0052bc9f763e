using Mmei.Feedback.Policies;
using Mmei.Storage;
using Mmei.Storage.Retention;

namespace Mmei.Feedback.Store;

/// <summary>
/// Decisions with what was shown and the signals on it. What the policy learned of them stays, and stays rebuildable: its sums go to the
/// archive.
/// </summary>
internal sealed class RetainedDecisions(ISqlDatabase database) : IRetainedData
{
    public string Kind => "decisions";

    public string Table => "feedback_decisions";

    public TimeSpan KeptFor(RetentionOptions all, TenantRetention? tenant) => tenant?.Decisions ?? all.Decisions;

    public async Task<int> DeleteAsync(string tenantId, DateTimeOffset before, int most, CancellationToken cancellationToken)
    {
        const string Finding =
            "SELECT decision_id FROM feedback_decisions WHERE tenant_id = @tenantId AND made_at < @before ORDER BY made_at LIMIT @most";
        var old = await database.ReadAsync<string>(Finding, new { tenantId, before, most }, cancellationToken);
        return old.Length == 0 ? 0 : await database.WriteAsync(session => DeleteAsync(session, tenantId, old), cancellationToken);
    }

    private static async Task<int> DeleteAsync(SqlSession session, string tenantId, string[] ids)
    {
        // A learner at work on these decisions has finished, or starts when they are gone.
        await session.LockTenantAsync(tenantId);
        await ArchiveAsync(session, tenantId, ids);
        await session.RunAsync("DELETE FROM feedback_signals WHERE tenant_id = @tenantId AND decision_id {in ids}", new { tenantId, ids });
        await session.RunAsync("DELETE FROM feedback_pending WHERE tenant_id = @tenantId AND decision_id {in ids}", new { tenantId, ids });
        await session.RunAsync("DELETE FROM feedback_items WHERE decision_id {in ids}", new { ids });
        return await session.RunAsync(
            "DELETE FROM feedback_decisions WHERE tenant_id = @tenantId AND decision_id {in ids}", new { tenantId, ids });
    }

    private static async Task ArchiveAsync(SqlSession session, string tenantId, string[] ids)
    {
        var rewards = await session.ReadAsync<(long FeatureVersion, double[] Features, double Reward)>(
            """
            SELECT d.feature_version, i.features, i.reward FROM feedback_items i JOIN feedback_decisions d ON d.decision_id = i.decision_id
            WHERE d.tenant_id = @tenantId AND d.decision_id {in ids} AND i.reward IS NOT NULL
            """,
            new { tenantId, ids });
        foreach (var layout in rewards.GroupBy(reward => reward.FeatureVersion))
        {
            var archives = await session.ReadAsync<byte[]?>(
                "SELECT archive FROM feedback_policies WHERE tenant_id = @tenantId AND feature_version = @Key",
                new { tenantId, layout.Key });
            var archive = archives.SingleOrDefault() is { } state ? SqlPolicyStore.Intact(state) : null;
            archive ??= new LinearPosterior(layout.First().Features.Length);
            foreach (var (_, features, reward) in layout)
            {
                archive.Add(features, reward);
            }

            await session.RunAsync(
                "UPDATE feedback_policies SET archive = @state WHERE tenant_id = @tenantId AND feature_version = @Key",
                new { tenantId, layout.Key, state = archive.ToBytes() });
        }
    }
}
