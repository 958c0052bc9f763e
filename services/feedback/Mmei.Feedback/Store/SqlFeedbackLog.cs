using System.Globalization;
using System.Text;
using Dapper;
using Mmei.Contracts.V1;
using Mmei.Feedback.Signals;
using Mmei.Learning.Features;
using Mmei.Storage;

namespace Mmei.Feedback.Store;

/// <summary>The log on SQLite or PostgreSQL; see <c>Schema</c> for the tables and what guards them.</summary>
internal sealed class SqlFeedbackLog(ISqlDatabase database) : IFeedbackLog
{
    private const int RowsPerInsert = 100;

    public Task<bool> AddDecisionAsync(
        DecisionMade decision, DateTimeOffset closesAt, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            if (await InsertAsync(session, decision, closesAt) == 0)
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

    public Task<int> AddSignalsAsync(
        string tenantId, IReadOnlyList<Signal> signals, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            var added = 0;
            foreach (var rows in signals.OrderBy(signal => signal.Id, StringComparer.Ordinal).Chunk(RowsPerInsert))
            {
                added += await InsertAsync(session, tenantId, rows);
            }

            if (added > 0)
            {
                await session.TouchAsync(tenantId, signals.Select(signal => signal.DecisionId));
            }

            return added;
        },
        cancellationToken);

    private static Task<int> InsertAsync(SqlSession session, DecisionMade decision, DateTimeOffset closesAt) => session.RunAsync(
        """
        INSERT INTO feedback_decisions (decision_id, tenant_id, user_id, observation_id, made_at, closes_at, valence, session_valence,
            policy_name, policy_version, explored, feature_version)
        VALUES (@DecisionId, @TenantId, @UserId, @ObservationId, @MadeAt, @closesAt, @valence, @sessionValence, @Name, @Version, @Explored, @FeatureVersion)
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
        });

    private static Task<int> InsertAsync(SqlSession session, string tenantId, Signal[] signals)
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

        return session.RunAsync(sql.Append(" ON CONFLICT (tenant_id, id) DO NOTHING").ToString(), parameters);
    }
}
