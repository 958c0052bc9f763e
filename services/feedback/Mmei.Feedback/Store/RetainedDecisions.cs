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
        foreach (var week in (await session.ReadRewardsAsync(tenantId, ids)).GroupBy(reward => reward.PolicyWeek))
        {
            var key = new { tenantId, week.Key.FeatureVersion, week.Key.Week };
            var archives = await session.ReadAsync<byte[]?>(
                """
                SELECT archive FROM feedback_policy_weeks
                WHERE tenant_id = @tenantId AND feature_version = @FeatureVersion AND week = @Week
                """,
                key);
            var archive = PolicyWeeks.Intact(archives.SingleOrDefault()) ?? new LinearPosterior(week.First().Features.Length);
            foreach (var reward in week)
            {
                archive.Add(reward.Features, reward.Reward);
            }

            await session.RunAsync(
                """
                UPDATE feedback_policy_weeks SET archive = @state
                WHERE tenant_id = @tenantId AND feature_version = @FeatureVersion AND week = @Week
                """,
                new { key.tenantId, key.FeatureVersion, key.Week, state = archive.ToBytes() });
        }
    }
}
