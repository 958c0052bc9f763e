using Microsoft.Extensions.Options;
using Mmei.Contracts.Api.V1;
using Mmei.Feedback.Control;
using Mmei.Feedback.Policies;
using Mmei.Hosting.Failures;
using Mmei.Learning.Features;
using Mmei.Storage;

namespace Mmei.Feedback.Store;

internal sealed class SqlPolicyControl(ISqlDatabase database, IOptions<FeedbackOptions> options) : IPolicyControl
{
    public async Task<ServedPolicy?> ServedAsync(string tenantId, CancellationToken cancellationToken) =>
        (await database.ReadAsync(
            session => session.ReadServedAsync(tenantId, onlyUnsent: false, options.Value.HalfLife), cancellationToken))
            .MaxBy(served => served.Policy.FeatureVersion);

    public Task ExploreAsync(
        string tenantId, Exploration exploration, TakeOverRule? rule, DateTimeOffset at, CancellationToken cancellationToken) =>
        ChangeAsync(
            tenantId, at, (session, version) => ExploreAsync(session, tenantId, exploration, rule, at, version), cancellationToken);

    public Task<bool> TakeOverAsync(
        string tenantId, Exploration exploration, long rule, DateTimeOffset at, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                await session.LockTenantAsync(tenantId);
                var standing = await session.ReadAsync<long?>(
                    "SELECT take_over_version FROM feedback_policy_control WHERE tenant_id = @tenantId", new { tenantId });
                if (standing.SingleOrDefault() != rule)
                {
                    return false;
                }

                var version = await session.AdvancePolicyAsync(tenantId, at);
                await ExploreAsync(session, tenantId, exploration, rule: null, at, version);
                return true;
            },
            cancellationToken);

    public Task KeepAsync(
        string tenantId, SnapshotReason reason, DateTimeOffset at, DateTimeOffset? unlessSince, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                await session.LockTenantAsync(tenantId);
                await KeepAsync(session, tenantId, reason, at, unlessSince);
                return 0;
            },
            cancellationToken);

    public async Task<IReadOnlyList<Snapshot>> SnapshotsAsync(string tenantId, CancellationToken cancellationToken) =>
        await database.ReadAsync<Snapshot>(
            """
            SELECT s.version, s.parent, s.reason, s.feature_version, s.rewards, s.made_at, c.pinned
            FROM feedback_policy_snapshots s LEFT JOIN feedback_policy_control c ON c.tenant_id = s.tenant_id
            WHERE s.tenant_id = @tenantId ORDER BY s.version DESC, s.feature_version DESC
            """,
            new { tenantId },
            cancellationToken);

    public Task FreezeAsync(string tenantId, DateTimeOffset at, CancellationToken cancellationToken) => ChangeAsync(
        tenantId,
        at,
        async (session, version) =>
        {
            await KeepAsync(session, tenantId, SnapshotReason.Frozen, at, unlessSince: null);
            await PinAsync(session, tenantId, version, version);
        },
        cancellationToken);

    public Task RollBackAsync(string tenantId, long version, DateTimeOffset at, CancellationToken cancellationToken) => ChangeAsync(
        tenantId,
        at,
        async (session, served) =>
        {
            var layouts = await session.ReadAsync<long>(
                "SELECT feature_version FROM feedback_policy_snapshots WHERE tenant_id = @tenantId AND version = @version",
                new { tenantId, version });
            if (layouts.Length == 0)
            {
                throw new NotFoundFailure($"There is no snapshot of version {version}; GET /v1/policy/snapshots lists them.");
            }

            if (!layouts.Contains(DecisionFeatures.Version))
            {
                throw new ConflictFailure(
                    $"Snapshot {version} was learned on feature version {layouts[0]}; items are ranked by version {DecisionFeatures.Version}.");
            }

            if (await SnapshotAsync(session, tenantId, version) is null)
            {
                throw new ConflictFailure($"Snapshot {version} is stored damaged and cannot be held in force.");
            }

            await PinAsync(session, tenantId, version, served);
        },
        cancellationToken);

    public Task UnfreezeAsync(string tenantId, DateTimeOffset at, CancellationToken cancellationToken) =>
        ChangeAsync(tenantId, at, (session, version) => PinAsync(session, tenantId, snapshot: null, version), cancellationToken);

    private static Task<int> ExploreAsync(
        SqlSession session, string tenantId, Exploration exploration, TakeOverRule? rule, DateTimeOffset at, long version) =>
        session.RunAsync(
            """
            INSERT INTO feedback_policy_control
                (tenant_id, policy, exploration, served_version, take_over, take_over_version, take_over_since)
            VALUES (@tenantId, @Policy, @Amount, @version, @takeOver, @takeOverVersion, @takeOverSince)
            ON CONFLICT (tenant_id) DO UPDATE SET
                policy = excluded.policy, exploration = excluded.exploration, served_version = excluded.served_version,
                take_over = excluded.take_over, take_over_version = excluded.take_over_version, take_over_since = excluded.take_over_since
            """,
            new
            {
                tenantId,
                exploration.Policy,
                exploration.Amount,
                version,
                takeOver = StoredRules.Write(rule),
                takeOverVersion = rule is null ? (long?)null : version,
                takeOverSince = rule is null ? (DateTimeOffset?)null : at,
            });

    /// <summary>Makes a change under a new version of the tenant's policy, with which it is broadcast.</summary>
    private Task<int> ChangeAsync(
        string tenantId, DateTimeOffset at, Func<SqlSession, long, Task> change, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                await change(session, await session.AdvancePolicyAsync(tenantId, at));
                return 0;
            },
            cancellationToken);

    /// <summary>A snapshot by which rankers can score; null where there is none, or a damaged one.</summary>
    private static async Task<LinearPosterior?> SnapshotAsync(SqlSession session, string tenantId, long version) =>
        (await session.ReadAsync<byte[]>(
            """
            SELECT posterior FROM feedback_policy_snapshots
            WHERE tenant_id = @tenantId AND version = @version AND feature_version = @layout
            """,
            new { tenantId, version, layout = (long)DecisionFeatures.Version }))
        .Select(PolicyWeeks.Intact).SingleOrDefault();

    private static Task<int> PinAsync(SqlSession session, string tenantId, long? snapshot, long version) => session.RunAsync(
        """
        INSERT INTO feedback_policy_control (tenant_id, pinned, served_version) VALUES (@tenantId, @snapshot, @version)
        ON CONFLICT (tenant_id) DO UPDATE SET pinned = excluded.pinned, served_version = excluded.served_version
        """,
        new { tenantId, snapshot, version });

    private async Task KeepAsync(
        SqlSession session, string tenantId, SnapshotReason reason, DateTimeOffset at, DateTimeOffset? unlessSince)
    {
        var kept = await session.ReadAsync<(long Version, DateTimeOffset MadeAt)>(
            "SELECT version, made_at FROM feedback_policy_snapshots WHERE tenant_id = @tenantId ORDER BY version DESC LIMIT 1",
            new { tenantId });
        if (unlessSince is { } since && kept.Any(last => last.MadeAt > since))
        {
            return;
        }

        var policies = await session.ReadAsync<(long FeatureVersion, long Version)>(
            "SELECT feature_version, version FROM feedback_policies WHERE tenant_id = @tenantId", new { tenantId });
        foreach (var (featureVersion, version) in policies)
        {
            var posterior = await session.ReadLatestAsync(tenantId, featureVersion, options.Value.HalfLife);
            await session.RunAsync(
                """
                INSERT INTO feedback_policy_snapshots (tenant_id, feature_version, version, parent, reason, rewards, posterior, made_at)
                VALUES (@tenantId, @featureVersion, @version, @parent, @reason, @Count, @state, @at)
                ON CONFLICT (tenant_id, feature_version, version) DO NOTHING
                """,
                new
                {
                    tenantId,
                    featureVersion,
                    version,
                    parent = kept.Select(last => (long?)last.Version).FirstOrDefault(last => last < version),
                    reason = $"{reason}".ToLowerInvariant(),
                    posterior.Count,
                    state = posterior.ToBytes(),
                    at,
                });
        }

        await session.RunAsync(
            """
            DELETE FROM feedback_policy_snapshots WHERE tenant_id = @tenantId
                AND version NOT IN (SELECT version FROM feedback_policy_snapshots WHERE tenant_id = @tenantId ORDER BY version DESC LIMIT @most)
                AND version NOT IN (SELECT pinned FROM feedback_policy_control WHERE tenant_id = @tenantId AND pinned IS NOT NULL)
            """,
            new { tenantId, most = options.Value.SnapshotsKept });
    }
}
