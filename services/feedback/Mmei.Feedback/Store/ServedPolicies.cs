using Mmei.Contracts.V1;
using Mmei.Feedback.Control;
using Mmei.Feedback.Policies;
using Mmei.Learning.Features;
using Mmei.Storage;

namespace Mmei.Feedback.Store;

/// <summary>What rankers are told: the latest policy of a tenant, or the snapshot that is held in force.</summary>
internal static class ServedPolicies
{
    /// <param name="session">Where.</param>
    /// <param name="tenantId">Whose; null: everybody's.</param>
    /// <param name="onlyUnsent">Only those whose latest version has not been broadcast.</param>
    /// <param name="halfLife">After which a reward counts half; null: nothing fades.</param>
    public static async Task<IReadOnlyList<ServedPolicy>> ReadServedAsync(
        this SqlSession session, string? tenantId, bool onlyUnsent, TimeSpan? halfLife)
    {
        var rows = await session.ReadAsync<Row>(
            """
            SELECT p.tenant_id, p.feature_version, p.version, p.updated_at, c.policy, c.exploration,
                s.version AS pinned, s.posterior AS pinned_posterior, c.served_version,
                e.name AS experiment, e.seed, e.arms, c.take_over, c.take_over_version, c.take_over_since
            FROM feedback_policies p
                LEFT JOIN feedback_policy_control c ON c.tenant_id = p.tenant_id
                LEFT JOIN feedback_policy_snapshots s
                    ON s.tenant_id = p.tenant_id AND s.feature_version = p.feature_version AND s.version = c.pinned
                LEFT JOIN feedback_experiments e ON e.tenant_id = p.tenant_id AND e.stopped_at IS NULL
            WHERE (p.tenant_id = @tenantId OR @everybody = 1) AND (@all = 1 OR p.broadcast_version <
                CASE WHEN s.version IS NULL THEN p.version ELSE c.served_version END)
            ORDER BY p.tenant_id, p.feature_version
            """,
            new { tenantId = tenantId ?? "", everybody = tenantId is null, all = !onlyUnsent });

        var served = new List<ServedPolicy>();
        foreach (var row in rows)
        {
            // A damaged snapshot is not sent: rankers keep the policy that they have.
            var posterior = row.Pinned is null
                ? await session.ReadLatestAsync(row.TenantId, row.FeatureVersion, halfLife)
                : PolicyWeeks.Intact(row.PinnedPosterior);
            if (posterior is not null)
            {
                var version = row.Pinned is null ? row.Version : row.ServedVersion ?? row.Version;
                var policy = new StoredPolicy(
                    row.TenantId, (int)row.FeatureVersion, version, posterior, row.UpdatedAt, row.Explores, row.Tries, row.TakesOver);
                served.Add(new ServedPolicy(policy, row.Pinned));
            }
        }

        return served;
    }

    /// <summary>What a tenant has learned for a feature layout, faded.</summary>
    public static async Task<LinearPosterior> ReadLatestAsync(
        this SqlSession session, string tenantId, long featureVersion, TimeSpan? halfLife)
    {
        var weeks = await session.ReadWeeksAsync(tenantId, [featureVersion]);
        return weeks.Count == 0
            ? new LinearPosterior(DecisionFeatures.Dimension)
            : Forgetting.Faded(weeks.Select(week => (week.Key.Week, week.Value.Sums)), halfLife);
    }

    private sealed record Row(
        string TenantId, long FeatureVersion, long Version, DateTimeOffset UpdatedAt, string? Policy,
        double? Exploration, long? Pinned, byte[]? PinnedPosterior, long? ServedVersion,
        string? Experiment, long? Seed, string? Arms, string? TakeOver, long? TakeOverVersion, DateTimeOffset? TakeOverSince)
    {
        public Exploration? Explores => Policy is { } policy && Exploration is { } amount ? new Exploration(policy, amount) : null;

        public StandingRule? TakesOver => TakeOver is { } rule && TakeOverVersion is { } version && TakeOverSince is { } since
            ? new StandingRule(StoredRules.Read(rule), version, since)
            : null;

        public ExperimentInForce? Tries => Experiment is { } name && Seed is { } seed && Arms is { } arms
            ? new ExperimentInForce { Name = name, Seed = (int)seed, Arms = StoredArms.Read(arms) }
            : null;
    }
}
