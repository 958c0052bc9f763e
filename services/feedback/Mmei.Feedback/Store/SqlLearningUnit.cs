using Mmei.Feedback.Rewards;
using Mmei.Feedback.Signals;
using Mmei.Storage;

namespace Mmei.Feedback.Store;

internal sealed class SqlLearningUnit(SqlSession session) : ILearningUnit
{
    private const string DecisionColumns =
        "decision_id, observation_id, user_id, made_at, closes_at, closed, feature_version, valence, session_valence";

    public async Task<LoggedFeedback> LoadAsync(string tenantId, int most)
    {
        var policyVersion = await session.LockTenantAsync(tenantId);
        var ids = await TakePendingAsync(tenantId, most);
        var decisions = await session.ReadAsync<LoggedDecision>(
            $$"""SELECT {{DecisionColumns}} FROM feedback_decisions WHERE tenant_id = @tenantId AND decision_id {in ids} ORDER BY decision_id""",
            new { tenantId, ids });
        var items = await session.ReadAsync<ShownItem>(
            """
            SELECT decision_id, item_id, position, features, reward AS reward_value, traits, revision, said_reward, said_opinion, said_at,
                voted
            FROM feedback_items WHERE decision_id {in known} ORDER BY position, item_id
            """,
            new { known = Texts(decisions.Select(decision => decision.DecisionId)) });
        var signals = await session.ReadAsync<Signal>(
            """
            SELECT id, decision_id, item_id, kind, value, observation_id, at, orphan
            FROM feedback_signals WHERE tenant_id = @tenantId AND decision_id {in ids}
            """,
            new { tenantId, ids });
        var later = await session.ReadAsync<LoggedDecision>(
            $$"""SELECT {{DecisionColumns}} FROM feedback_decisions WHERE tenant_id = @tenantId AND observation_id {in observations}""",
            new { tenantId, observations = Texts(signals.Select(signal => signal.ObservationId).OfType<Guid>().Distinct()) });
        var users = decisions.Select(decision => decision.UserId).OfType<string>().Distinct().ToArray();
        var shown = items.Select(item => item.ItemId).Distinct().ToArray();
        return new LoggedFeedback(
            tenantId,
            ids.Length,
            decisions,
            items.ToLookup(item => item.DecisionId),
            signals.ToLookup(signal => signal.DecisionId),
            later.ToLookup(decision => decision.ObservationId),
            policyVersion,
            await session.ReadWeeksAsync(tenantId, [.. decisions.Select(decision => decision.FeatureVersion).Distinct()]),
            await session.ReadPersonVotesAsync(tenantId, users, shown),
            await session.ReadItemVotesAsync(tenantId, shown));
    }

    public async Task SaveAsync(Learned learned)
    {
        await session.RunAsync(
            """
            UPDATE feedback_items SET reward = @Value, traits = @traits, revision = @Revision
            WHERE decision_id = @DecisionId AND item_id = @ItemId
            """,
            learned.Rewards.Select(
                item => new { item.Reward.Value, traits = (long)item.Reward.Traits, item.Revision, item.DecisionId, item.ItemId }));
        await session.RunAsync(
            """
            UPDATE feedback_items SET said_reward = @Reward, said_opinion = @opinion, said_at = @At, revision = @Revision
            WHERE decision_id = @DecisionId AND item_id = @ItemId
            """,
            learned.Announcements.Select(said => new
            {
                said.Reward,
                opinion = (long)(said.Disliked ? Opinion.Dislike : said.Liked ? Opinion.Like : Opinion.None),
                said.At,
                said.Revision,
                said.DecisionId,
                said.ItemId,
            }));
        foreach (var (orphan, signals) in new[] { (true, learned.Orphaned), (false, learned.Claimed) })
        {
            await session.RunAsync(
                "UPDATE feedback_signals SET orphan = @orphan WHERE tenant_id = @TenantId AND id {in ids}",
                new { orphan, learned.TenantId, ids = signals.ToArray() });
        }

        await session.RunAsync("UPDATE feedback_decisions SET closed = 1 WHERE decision_id {in closed}", new { closed = Texts(learned.Closed) });
        await session.RunAsync(
            "UPDATE feedback_items SET voted = 1 WHERE decision_id = @DecisionId AND item_id = @ItemId",
            learned.Voted.Select(item => new { item.DecisionId, item.ItemId }));
        await session.SavePersonVotesAsync(learned.TenantId, learned.PersonVotes);
        await session.SaveItemVotesAsync(learned.TenantId, learned.ItemVotes);
        await session.TellAsync(learned.Announcements);
        await session.TellAsync(learned.ItemVotes.Select(item => item.ToMessage(learned.TenantId)));
        var layouts = learned.Weeks.Keys.Select(week => week.FeatureVersion).Distinct()
            .Select(layout => new { learned.TenantId, layout, learned.PolicyVersion, learned.At }).ToArray();
        await session.RunAsync("UPDATE feedback_tenants SET policy_version = @PolicyVersion WHERE tenant_id = @TenantId", layouts);
        await session.RunAsync(
            """
            INSERT INTO feedback_policies (tenant_id, feature_version, version, updated_at)
            VALUES (@TenantId, @layout, @PolicyVersion, @At)
            ON CONFLICT (tenant_id, feature_version) DO UPDATE SET version = excluded.version, updated_at = excluded.updated_at
            """,
            layouts);
        await session.SaveWeeksAsync(learned.TenantId, learned.Weeks);
    }

    private async Task<string[]> TakePendingAsync(string tenantId, int most)
    {
        const string Taking = "SELECT decision_id FROM feedback_pending WHERE tenant_id = @tenantId ORDER BY decision_id LIMIT @most {skipLocked}";
        var ids = await session.ReadAsync<string>(Taking, new { tenantId, most });
        await session.RunAsync("DELETE FROM feedback_pending WHERE tenant_id = @tenantId AND decision_id {in ids}", new { tenantId, ids });
        return ids;
    }

    private static string[] Texts(IEnumerable<Guid> ids) => [.. ids.Select(id => id.ToString())];
}
