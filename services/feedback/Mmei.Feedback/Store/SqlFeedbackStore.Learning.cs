using System.Data.Common;
using System.Text.Json;
using Mmei.Contracts.Taxonomy;
using Mmei.Learning;
using Mmei.Learning.Rewards;

namespace Mmei.Feedback.Store;

internal sealed partial class SqlFeedbackStore
{
    public async Task<IReadOnlyList<string>> TenantsWithWorkAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await ReadAsync<string>(connection, "SELECT DISTINCT tenant FROM feedback_pending", null, cancellationToken);
    }

    public Task<LearningReport> LearnAsync(
        string tenant, int most, DateTimeOffset now, Func<LearningBatch, LearningOutcome> learn, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async (connection, token) =>
            {
                var version = await LockTenantAsync(connection, tenant, token);
                var ids = await TakePendingAsync(connection, tenant, most, token);
                var (decisions, orphans) = await JoinAsync(connection, tenant, ids, token);
                var (posteriors, rebuilt) = await PosteriorsAsync(connection, tenant, decisions, token);
                var outcome = learn(new LearningBatch(tenant, decisions, posteriors));
                await StoreAsync(connection, outcome, token);
                var changed = outcome.ChangedPosteriors.Union(rebuilt).ToArray();
                if (changed.Length > 0)
                {
                    version++;
                    await StorePosteriorsAsync(connection, tenant, version, changed.ToDictionary(key => key, key => posteriors[key]), now, token);
                }

                return new LearningReport(ids.Length, orphans, rebuilt.Count, changed.Length > 0 ? version : null, outcome);
            },
            cancellationToken);

    private async Task<long> LockTenantAsync(DbConnection connection, string tenant, CancellationToken cancellationToken)
    {
        await RunAsync(connection, "INSERT INTO feedback_tenants (tenant) VALUES (@tenant) ON CONFLICT (tenant) DO NOTHING", new { tenant }, cancellationToken);
        const string Locking = "SELECT policy_version FROM feedback_tenants WHERE tenant = @tenant {forUpdate}";
        return (await ReadAsync<long>(connection, Locking, new { tenant }, cancellationToken)).Single();
    }

    private async Task<string[]> TakePendingAsync(DbConnection connection, string tenant, int most, CancellationToken cancellationToken)
    {
        const string Taking = "SELECT decision_id FROM feedback_pending WHERE tenant = @tenant ORDER BY decision_id LIMIT @most {skipLocked}";
        var ids = await ReadAsync<string>(connection, Taking, new { tenant, most }, cancellationToken);
        await RunAsync(connection, "DELETE FROM feedback_pending WHERE tenant = @tenant AND decision_id {in ids}", new { tenant, ids }, cancellationToken);
        return ids;
    }

    private async Task<(JoinedDecision[] Decisions, int Orphans)> JoinAsync(
        DbConnection connection, string tenant, string[] ids, CancellationToken cancellationToken)
    {
        var decisions = await ReadAsync<DecisionRow>(
                connection,
                """
            SELECT tenant, decision_id AS DecisionId, user_id AS UserId, made_at AS MadeAt, closes_at AS ClosesAt, closed,
                feature_version AS FeatureVersion
            FROM feedback_decisions WHERE tenant = @tenant AND decision_id {in ids} ORDER BY decision_id
            """,
            new { tenant, ids },
            cancellationToken);
        var items = (await ReadAsync<ItemRow>(
                connection,
                """
            SELECT decision_id AS DecisionId, item_id AS ItemId, position, features, reward, traits, revision
            FROM feedback_items WHERE decision_id {in known} ORDER BY position, item_id
            """,
            new { known = decisions.Select(decision => decision.DecisionId).ToArray() },
            cancellationToken)).ToLookup(item => item.DecisionId);
        var signals = await ReadAsync<SignalRow>(
                connection,
                """
            SELECT s.id, s.decision_id AS DecisionId, s.item_id AS ItemId, s.kind, s.value, s.at,
                COALESCE(later.session_valence - d.session_valence, later.valence - d.valence) AS Change
            FROM feedback_signals s
            LEFT JOIN feedback_decisions d ON d.decision_id = s.decision_id
            LEFT JOIN feedback_decisions later ON later.tenant = s.tenant AND later.observation_id = s.observation_id
                AND later.user_id = d.user_id AND later.made_at > d.made_at
            WHERE s.tenant = @tenant AND s.decision_id {in ids}
            """,
            new { tenant, ids },
            cancellationToken);
        var byItem = signals.ToLookup(signal => (signal.DecisionId, signal.ItemId), ToRewardSignal);
        JoinedDecision[] joined = [.. decisions.Select(decision => Joined(decision, items[decision.DecisionId], byItem))];
        return (joined, signals.Length - joined.Sum(decision => decision.Items.Sum(item => item.Signals.Count)));
    }

    private static JoinedDecision Joined(
        DecisionRow decision, IEnumerable<ItemRow> items, ILookup<(string DecisionId, string ItemId), RewardSignal> signals) => new(
        Guid.Parse(decision.DecisionId),
        decision.UserId,
        DateTimeOffset.FromUnixTimeMilliseconds(decision.MadeAt),
        DateTimeOffset.FromUnixTimeMilliseconds(decision.ClosesAt),
        decision.Closed != 0,
        (int)decision.FeatureVersion,
        [
            .. items.Select(item => new JoinedItem(
                item.ItemId,
                (int)item.Position,
                FeatureBytes.Unpack(item.Features),
                item.Reward is { } value ? new Reward(value, (RewardTraits)item.Traits) : null,
                item.Revision,
                [.. signals[(decision.DecisionId, item.ItemId)]])),
        ]);

    private static RewardSignal ToRewardSignal(SignalRow row)
    {
        var kind = Enum.Parse<SignalKind>(row.Kind);
        return new RewardSignal(row.Id, kind, kind == SignalKind.Emotion ? row.Change : row.Value, DateTimeOffset.FromUnixTimeMilliseconds(row.At));
    }

    private async Task<(Dictionary<int, LinearPosterior> Posteriors, HashSet<int> Rebuilt)> PosteriorsAsync(
        DbConnection connection, string tenant, JoinedDecision[] decisions, CancellationToken cancellationToken)
    {
        var stored = (await ReadAsync<PolicyRow>(
                connection,
                "SELECT feature_version AS FeatureVersion, posterior FROM feedback_policies WHERE tenant = @tenant", new { tenant }, cancellationToken))
            .ToDictionary(row => (int)row.FeatureVersion, row => row.Posterior);
        var posteriors = new Dictionary<int, LinearPosterior>();
        var rebuilt = new HashSet<int>();
        foreach (var layout in decisions.Where(decision => decision.Items.Count > 0).DistinctBy(decision => decision.FeatureVersion))
        {
            var (version, dimension) = (layout.FeatureVersion, layout.Items[0].Features.Length);
            try
            {
                posteriors[version] = stored.TryGetValue(version, out var bytes) ? LinearPosterior.FromBytes(bytes) : new LinearPosterior(dimension);
            }
            catch (CorruptStateException)
            {
                posteriors[version] = await RebuildAsync(connection, tenant, version, dimension, cancellationToken);
                rebuilt.Add(version);
            }
        }

        return (posteriors, rebuilt);
    }

    /// <summary>The posterior from the stored rewards. Sums are exact, so this is what it would be without the damage, bit for bit.</summary>
    private async Task<LinearPosterior> RebuildAsync(
        DbConnection connection, string tenant, int featureVersion, int dimension, CancellationToken cancellationToken)
    {
        var posterior = new LinearPosterior(dimension);
        var rewarded = await ReadAsync<ItemRow>(
                connection,
                """
            SELECT i.features, i.reward FROM feedback_items i JOIN feedback_decisions d ON d.decision_id = i.decision_id
            WHERE d.tenant = @tenant AND d.feature_version = @featureVersion AND i.reward IS NOT NULL
            """,
            new { tenant, featureVersion },
            cancellationToken);
        foreach (var item in rewarded)
        {
            posterior.Add(FeatureBytes.Unpack(item.Features), item.Reward!.Value);
        }

        return posterior;
    }

    private async Task StoreAsync(DbConnection connection, LearningOutcome outcome, CancellationToken cancellationToken)
    {
        foreach (var (decisionId, itemId, reward, revision) in outcome.Rewards)
        {
            await RunAsync(
                connection,
                """
                UPDATE feedback_items SET reward = @Value, traits = @traits, revision = @revision
                WHERE decision_id = @decisionId AND item_id = @itemId
                """,
                new { reward.Value, traits = (long)reward.Traits, revision, decisionId = decisionId.ToString(), itemId },
                cancellationToken);
        }

        await RunAsync(
                connection,
                "UPDATE feedback_decisions SET closed = 1 WHERE decision_id {in closed}", new { closed = outcome.Closed.Select(id => id.ToString()).ToArray() }, cancellationToken);
        foreach (var announcement in outcome.Announcements)
        {
            await RunAsync(
                connection,
                "INSERT INTO feedback_outbox (body) VALUES (@body)", new { body = JsonSerializer.Serialize(announcement) }, cancellationToken);
        }
    }

    private async Task StorePosteriorsAsync(
        DbConnection connection, string tenant, long version, Dictionary<int, LinearPosterior> posteriors, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await RunAsync(connection, "UPDATE feedback_tenants SET policy_version = @version WHERE tenant = @tenant", new { tenant, version }, cancellationToken);
        foreach (var (featureVersion, posterior) in posteriors)
        {
            await RunAsync(
                connection,
                """
                INSERT INTO feedback_policies (tenant, feature_version, version, posterior, updated_at)
                VALUES (@tenant, @featureVersion, @version, @bytes, @now)
                ON CONFLICT (tenant, feature_version) DO UPDATE SET
                    version = excluded.version, posterior = excluded.posterior, updated_at = excluded.updated_at
                """,
                new { tenant, featureVersion, version, bytes = posterior.ToBytes(), now = now.Millis() },
                cancellationToken);
        }
    }
}
