using Mmei.Contracts.V1;
using Mmei.Feedback.Experiments;
using Mmei.Hosting.Failures;
using Mmei.Storage;

namespace Mmei.Feedback.Store;

internal sealed class SqlExperiments(ISqlDatabase database) : IExperiments
{
    private const string Columns = "SELECT name, seed, follow_minutes, arms, started_at, stopped_at FROM feedback_experiments";

    // A person's arm is that of their decisions; what they did counts by when they did it.
    private const string Outcomes =
        """
        WITH people AS (
            SELECT user_id, arm, MIN(made_at) AS since FROM feedback_decisions
            WHERE tenant_id = @tenantId AND experiment = @name GROUP BY user_id, arm),
        decisions AS (
            SELECT p.user_id, p.since, d.decision_id, d.made_at, d.diversity FROM people p
                JOIN feedback_decisions d ON d.tenant_id = @tenantId AND d.experiment = @name AND d.user_id = p.user_id
                    AND d.made_at < p.since + @follow
            WHERE p.since + @follow <= @until),
        shown AS (
            SELECT d.user_id, SUM(COALESCE(i.reward, 0.0)) AS reward,
                CAST(SUM(CASE WHEN i.said_at IS NULL OR i.said_at >= d.since + @follow THEN 0
                    WHEN i.said_opinion = 2 THEN 1 WHEN i.said_opinion = 1 THEN -1 ELSE 0 END) AS DOUBLE PRECISION) AS opinion
            FROM decisions d JOIN feedback_items i ON i.decision_id = d.decision_id GROUP BY d.user_id),
        dwelt AS (
            SELECT d.user_id, SUM(s.value) AS dwell FROM decisions d
                JOIN feedback_signals s ON s.tenant_id = @tenantId AND s.decision_id = d.decision_id AND s.kind = 'Dwell'
                    AND s.orphan = 0 AND s.at < d.since + @follow
            GROUP BY d.user_id),
        followed AS (
            SELECT d.user_id, CAST(COUNT(*) AS DOUBLE PRECISION) AS decisions, AVG(d.diversity) AS diversity,
                CAST(MAX(CASE WHEN d.made_at >= d.since + @follow / 2 THEN 1 ELSE 0 END) AS DOUBLE PRECISION) AS returned
            FROM decisions d GROUP BY d.user_id),
        outcomes AS (
            SELECT p.arm, f.user_id, COALESCE(w.dwell, 0.0) AS dwell, COALESCE(s.opinion, 0.0) / f.decisions AS satisfaction,
                COALESCE(s.reward, 0.0) / f.decisions AS reward, f.returned, f.diversity
            FROM people p LEFT JOIN followed f ON f.user_id = p.user_id
                LEFT JOIN shown s ON s.user_id = p.user_id LEFT JOIN dwelt w ON w.user_id = p.user_id)
        SELECT arm, COUNT(*) AS exposed, COUNT(user_id) AS counted,
            COALESCE(SUM(CASE WHEN user_id IS NULL THEN 0.0 ELSE dwell END), 0.0) AS dwell,
            COALESCE(SUM(CASE WHEN user_id IS NULL THEN 0.0 ELSE dwell * dwell END), 0.0) AS dwell2,
            COALESCE(SUM(satisfaction), 0.0) AS satisfaction, COALESCE(SUM(satisfaction * satisfaction), 0.0) AS satisfaction2,
            COALESCE(SUM(reward), 0.0) AS reward, COALESCE(SUM(reward * reward), 0.0) AS reward2,
            COALESCE(SUM(returned), 0.0) AS returned, COALESCE(SUM(returned * returned), 0.0) AS returned2,
            COALESCE(SUM(diversity), 0.0) AS diversity, COALESCE(SUM(diversity * diversity), 0.0) AS diversity2,
            COUNT(diversity) AS diverse
        FROM outcomes GROUP BY arm
        """;

    public Task<(StoredExperiment Experiment, bool Started)> StartAsync(
        string tenantId, StoredExperiment experiment, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            // Whoever starts another one at the same time waits here.
            await session.LockTenantAsync(tenantId);
            var all = await ReadAsync(session, tenantId);
            if (all.FirstOrDefault(known => known.Setting.Name == experiment.Setting.Name) is { } there)
            {
                return (there, false);
            }

            if (all.FirstOrDefault(known => known.StoppedAt is null) is { } other)
            {
                throw new ConflictFailure($"The experiment '{other.Setting.Name}' runs, and one runs at a time. Stop it first.");
            }

            await session.RunAsync(
                """
                INSERT INTO feedback_experiments (tenant_id, name, seed, follow_minutes, arms, started_at)
                VALUES (@tenantId, @Name, @seed, @minutes, @arms, @StartedAt)
                """,
                new
                {
                    tenantId,
                    experiment.Setting.Name,
                    seed = (long)experiment.Setting.Seed,
                    minutes = (long)experiment.Follow.TotalMinutes,
                    arms = StoredArms.Write(experiment.Setting.Arms),
                    experiment.StartedAt,
                });
            await TellRankersAsync(session, tenantId, experiment.StartedAt);
            return (experiment, true);
        },
        cancellationToken);

    public Task<StoredExperiment?> StopAsync(string tenantId, string name, DateTimeOffset at, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                await session.LockTenantAsync(tenantId);
                var stopped = await session.RunAsync(
                    """
                    UPDATE feedback_experiments SET stopped_at = @at
                    WHERE tenant_id = @tenantId AND name = @name AND stopped_at IS NULL
                    """,
                    new { tenantId, name, at });
                if (stopped > 0)
                {
                    await TellRankersAsync(session, tenantId, at);
                }

                return (await ReadAsync(session, tenantId)).FirstOrDefault(known => known.Setting.Name == name);
            },
            cancellationToken);

    public Task<IReadOnlyList<StoredExperiment>> AllAsync(string tenantId, CancellationToken cancellationToken) =>
        database.ReadAsync(session => ReadAsync(session, tenantId), cancellationToken);

    public async Task<StoredExperiment?> FindAsync(string tenantId, string name, CancellationToken cancellationToken) =>
        (await AllAsync(tenantId, cancellationToken)).FirstOrDefault(known => known.Setting.Name == name);

    public async Task<IReadOnlyDictionary<string, ArmSums>> OutcomesAsync(
        string tenantId, StoredExperiment experiment, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var follow = (long)experiment.Follow.TotalMilliseconds;
        var arms = await database.ReadAsync<ArmSums>(
            Outcomes, new { tenantId, name = experiment.Setting.Name, follow, until }, cancellationToken);
        return arms.ToDictionary(arm => arm.Arm, StringComparer.Ordinal);
    }

    private static async Task<IReadOnlyList<StoredExperiment>> ReadAsync(SqlSession session, string tenantId)
    {
        var rows = await session.ReadAsync<Row>($"{Columns} WHERE tenant_id = @tenantId ORDER BY started_at DESC, name", new { tenantId });
        return [.. rows.Select(row => row.ToExperiment())];
    }

    // A snapshot that is held in force is broadcast under a version of its own.
    private static async Task TellRankersAsync(SqlSession session, string tenantId, DateTimeOffset at)
    {
        var version = await session.AdvancePolicyAsync(tenantId, at);
        await session.RunAsync(
            "UPDATE feedback_policy_control SET served_version = @version WHERE tenant_id = @tenantId", new { tenantId, version });
    }

    private sealed record Row(
        string Name, long Seed, long FollowMinutes, string Arms, DateTimeOffset StartedAt, DateTimeOffset? StoppedAt)
    {
        public StoredExperiment ToExperiment() => new(
            new ExperimentInForce { Name = Name, Seed = (int)Seed, Arms = StoredArms.Read(Arms) },
            TimeSpan.FromMinutes(FollowMinutes), StartedAt, StoppedAt);
    }
}
