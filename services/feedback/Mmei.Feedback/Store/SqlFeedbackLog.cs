using System.Globalization;
using System.Text;
using Dapper;
using Mmei.Contracts.V1;
using Mmei.Feedback.Signals;
using Mmei.Learning.Features;
using Mmei.Storage;
using Mmei.Storage.Retention;

namespace Mmei.Feedback.Store;

/// <summary>The log on SQLite or PostgreSQL; see <c>Schema</c> for the tables and what guards them.</summary>
internal sealed class SqlFeedbackLog(ISqlDatabase database) : IFeedbackLog
{
    private const int RowsPerInsert = 100;

    public Task<bool> AddDecisionAsync(
        DecisionMade decision, DateTimeOffset closesAt, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            if (await IsErasedAsync(session, decision) || await InsertAsync(session, decision, closesAt) == 0)
            {
                return false;
            }

            await session.RunAsync(
                """
                INSERT INTO feedback_items (decision_id, item_id, position, score, propensity, features)
                VALUES (@DecisionId, @ItemId, @Position, @Score, @Propensity, @features)
                """,
                decision.Items.Select(item => new
                {
                    decision.DecisionId,
                    item.ItemId,
                    item.Position,
                    item.Score,
                    item.Propensity,
                    features = item.Features.ToArray(),
                }));

            // Signals that name this observation as the mood afterwards know its valence now.
            var waiting = await session.ReadAsync<Guid>(
                "SELECT DISTINCT decision_id FROM feedback_signals WHERE tenant_id = @TenantId AND observation_id = @ObservationId",
                new { decision.TenantId, decision.ObservationId });
            await session.TouchAsync(decision.TenantId, [decision.DecisionId, .. waiting]);
            return true;
        },
        cancellationToken);

    public Task<AddedSignals> AddSignalsAsync(
        string tenantId, IReadOnlyList<Signal> signals, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            var added = new List<AddedSignal>();
            foreach (var rows in signals.OrderBy(signal => signal.Id, StringComparer.Ordinal).Chunk(RowsPerInsert))
            {
                added.AddRange(await InsertAsync(session, tenantId, rows));
            }

            if (added.Count == 0)
            {
                return default;
            }

            var decisions = added.Select(signal => signal.DecisionId).Distinct().ToArray();
            await session.TouchAsync(tenantId, decisions);
            return new AddedSignals(added.Count, await LateAsync(session, tenantId, added, decisions));
        },
        cancellationToken);

    // Where the decision is not here yet, its window has hardly ended.
    private static async Task<int> LateAsync(SqlSession session, string tenantId, List<AddedSignal> added, Guid[] decisions)
    {
        var windows = await session.ReadAsync<(Guid DecisionId, DateTimeOffset ClosesAt)>(
            "SELECT decision_id, closes_at FROM feedback_decisions WHERE tenant_id = @tenantId AND decision_id {in ids}",
            new { tenantId, ids = decisions.Select(id => id.ToString()).ToArray() });
        var ends = windows.ToDictionary(window => window.DecisionId, window => window.ClosesAt);
        return added.Count(signal => ends.TryGetValue(signal.DecisionId, out var end) && signal.At > end);
    }

    /// <summary>Whether it was made for a person who has been erased since.</summary>
    private static async Task<bool> IsErasedAsync(SqlSession session, DecisionMade decision) =>
        decision.UserId is { } userId && (await session.ReadAsync<long>(
            "SELECT 1 FROM feedback_erasures WHERE tenant_id = @TenantId AND person = @person AND erased_at >= @MadeAt",
            new { decision.TenantId, person = PersonDigest.Of(decision.TenantId, userId), decision.MadeAt })).Length > 0;

    private static Task<int> InsertAsync(SqlSession session, DecisionMade decision, DateTimeOffset closesAt) => session.RunAsync(
        """
        INSERT INTO feedback_decisions (decision_id, tenant_id, user_id, observation_id, made_at, closes_at, valence, session_valence,
            policy_name, policy_version, explored, feature_version, experiment, arm, diversity)
        VALUES (@DecisionId, @TenantId, @UserId, @ObservationId, @MadeAt, @closesAt, @valence, @sessionValence, @Name, @Version, @Explored,
            @FeatureVersion, @experiment, @arm, @Diversity)
        ON CONFLICT (decision_id) DO NOTHING
        """,
        new
        {
            decision.DecisionId,
            decision.TenantId,
            decision.UserId,
            decision.ObservationId,
            decision.MadeAt,
            closesAt,
            valence = Affect.Of([.. decision.Perception.Emotion]).Valence,
            sessionValence = decision.Perception.Session?.Smoothed is { } smoothed ? Affect.Of([.. smoothed]).Valence : (double?)null,
            decision.Policy.Name,
            decision.Policy.Version,
            decision.Policy.Explored,
            decision.FeatureVersion,
            experiment = decision.Arm?.Experiment,
            arm = decision.Arm?.Arm,
            decision.Diversity,
        });

    private static Task<AddedSignal[]> InsertAsync(SqlSession session, string tenantId, Signal[] signals)
    {
        var parameters = new DynamicParameters(new { tenantId });
        var sql = new StringBuilder("INSERT INTO feedback_signals (tenant_id, id, decision_id, item_id, kind, value, observation_id, at) VALUES ");
        for (var i = 0; i < signals.Length; i++)
        {
            sql.Append(CultureInfo.InvariantCulture, $"{(i > 0 ? ", " : "")}(@tenantId, @id{i}, @decision{i}, @item{i}, @kind{i}, @value{i}, @observation{i}, @at{i})");
            parameters.Add($"id{i}", signals[i].Id);
            parameters.Add($"decision{i}", signals[i].DecisionId);
            parameters.Add($"item{i}", signals[i].ItemId);
            parameters.Add($"kind{i}", signals[i].Kind.ToString());
            parameters.Add($"value{i}", signals[i].Value);
            parameters.Add($"observation{i}", signals[i].ObservationId);
            parameters.Add($"at{i}", signals[i].At);
        }

        return session.ReadAsync<AddedSignal>(
            sql.Append(" ON CONFLICT (tenant_id, id) DO NOTHING RETURNING decision_id, at").ToString(), parameters);
    }

    private sealed record AddedSignal(Guid DecisionId, DateTimeOffset At);
}
