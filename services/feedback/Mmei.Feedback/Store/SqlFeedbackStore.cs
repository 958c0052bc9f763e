using System.Data.Common;
using System.Globalization;
using System.Text;
using Dapper;
using Mmei.Contracts.V1;
using Mmei.Learning.Features;
using Mmei.Storage;

namespace Mmei.Feedback.Store;

/// <summary>The store on SQLite or PostgreSQL; see <c>Schema</c> for the tables and what guards them.</summary>
internal sealed partial class SqlFeedbackStore(ISqlDatabase database) : IFeedbackStore
{
    private const int RowsPerInsert = 100;

    private const string TouchPending =
        """
        INSERT INTO feedback_pending (tenant, decision_id) VALUES (@Tenant, @DecisionId)
        ON CONFLICT (tenant, decision_id) DO UPDATE SET touched = feedback_pending.touched + 1
        """;

    public Task<bool> AddDecisionAsync(DecisionMade decision, DateTimeOffset closesAt, CancellationToken cancellationToken) => database.WriteAsync(
        async (connection, token) =>
        {
            if (await InsertDecisionAsync(connection, decision, closesAt, token) == 0)
            {
                return false;
            }

            var decisionId = decision.DecisionId.ToString();
            foreach (var item in decision.Items)
            {
                await RunAsync(
                connection,
                """
                    INSERT INTO feedback_items (decision_id, item_id, position, score, propensity, features)
                    VALUES (@decisionId, @ItemId, @Position, @Score, @Propensity, @features)
                    """,
                    new { decisionId, item.ItemId, item.Position, item.Score, item.Propensity, features = FeatureBytes.Pack(item.Features) },
                    token);
            }

            // Signals that name this observation as the mood afterwards know its valence now.
            var waiting = await ReadAsync<string>(
                connection,
                "SELECT DISTINCT decision_id FROM feedback_signals WHERE tenant = @TenantId AND observation_id = @observationId",
                new { decision.TenantId, observationId = decision.ObservationId.ToString() },
                token);
            await TouchAsync(connection, decision.TenantId, [decisionId, .. waiting], token);
            return true;
        },
        cancellationToken);

    public Task<int> AddSignalsAsync(string tenant, IReadOnlyList<Signal> signals, CancellationToken cancellationToken) => database.WriteAsync(
        async (connection, token) =>
        {
            var added = 0;
            foreach (var rows in signals.OrderBy(signal => signal.Id, StringComparer.Ordinal).Chunk(RowsPerInsert))
            {
                added += await InsertSignalsAsync(connection, tenant, rows, token);
            }

            if (added > 0)
            {
                await TouchAsync(connection, tenant, signals.Select(signal => signal.DecisionId.ToString()), token);
            }

            return added;
        },
        cancellationToken);

    public Task QueueClosingAsync(DateTimeOffset now, int most, CancellationToken cancellationToken) => database.WriteAsync(
        async (connection, token) =>
        {
            var closing = await ReadAsync<DecisionRow>(
                connection,
                """
                SELECT tenant, decision_id AS DecisionId FROM feedback_decisions
                WHERE closed = 0 AND closes_at <= @now ORDER BY closes_at LIMIT @most
                """,
                new { now = now.Millis(), most },
                token);
            foreach (var tenant in closing.GroupBy(row => row.Tenant).OrderBy(group => group.Key, StringComparer.Ordinal))
            {
                await TouchAsync(connection, tenant.Key, tenant.Select(row => row.DecisionId), token);
            }
        },
        cancellationToken);

    private Task<int> InsertDecisionAsync(
        DbConnection connection, DecisionMade decision, DateTimeOffset closesAt, CancellationToken cancellationToken) => RunAsync(
                connection,
                """
        INSERT INTO feedback_decisions (decision_id, tenant, user_id, observation_id, made_at, closes_at, valence, session_valence,
            policy_name, policy_version, explored, feature_version)
        VALUES (@decisionId, @TenantId, @UserId, @observationId, @madeAt, @closesAt, @valence, @sessionValence, @Name, @Version, @explored, @FeatureVersion)
        ON CONFLICT (decision_id) DO NOTHING
        """,
        new
        {
            decisionId = decision.DecisionId.ToString(),
            decision.TenantId,
            decision.UserId,
            observationId = decision.ObservationId.ToString(),
            madeAt = decision.MadeAt.Millis(),
            closesAt = closesAt.Millis(),
            valence = Affect.Of([.. decision.Perception.Emotion]).Valence,
            sessionValence = decision.Perception.Session is { } session ? Affect.Of([.. session.Smoothed]).Valence : (double?)null,
            decision.Policy.Name,
            decision.Policy.Version,
            explored = decision.Policy.Explored ? 1L : 0L,
            decision.FeatureVersion,
        },
        cancellationToken);

    private Task<int> InsertSignalsAsync(DbConnection connection, string tenant, Signal[] signals, CancellationToken cancellationToken)
    {
        var parameters = new DynamicParameters();
        var sql = new StringBuilder("INSERT INTO feedback_signals (tenant, id, decision_id, item_id, kind, value, observation_id, at) VALUES ");
        parameters.Add("tenant", tenant);
        for (var i = 0; i < signals.Length; i++)
        {
            sql.Append(CultureInfo.InvariantCulture, $"{(i > 0 ? ", " : "")}(@tenant, @id{i}, @decision{i}, @item{i}, @kind{i}, @value{i}, @observation{i}, @at{i})");
            parameters.Add($"id{i}", signals[i].Id);
            parameters.Add($"decision{i}", signals[i].DecisionId.ToString());
            parameters.Add($"item{i}", signals[i].ItemId);
            parameters.Add($"kind{i}", signals[i].Kind.ToString());
            parameters.Add($"value{i}", signals[i].Value);
            parameters.Add($"observation{i}", signals[i].ObservationId?.ToString());
            parameters.Add($"at{i}", signals[i].At.Millis());
        }

        return RunAsync(connection, sql.Append(" ON CONFLICT (tenant, id) DO NOTHING").ToString(), parameters, cancellationToken);
    }

    // In one order everywhere, so that two writers with the same decisions wait for each other instead of deadlocking.
    private async Task TouchAsync(DbConnection connection, string tenant, IEnumerable<string> decisions, CancellationToken cancellationToken)
    {
        foreach (var decisionId in decisions.Distinct().Order(StringComparer.Ordinal))
        {
            await RunAsync(connection, TouchPending, new { Tenant = tenant, DecisionId = decisionId }, cancellationToken);
        }
    }

    private Task<int> RunAsync(DbConnection connection, string sql, object? parameters, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(Command(sql, parameters, cancellationToken));

    private async Task<T[]> ReadAsync<T>(DbConnection connection, string sql, object? parameters, CancellationToken cancellationToken) =>
        [.. await connection.QueryAsync<T>(Command(sql, parameters, cancellationToken))];

    private CommandDefinition Command(string sql, object? parameters, CancellationToken cancellationToken) =>
        new(database.Dialect.Translate(sql), parameters, cancellationToken: cancellationToken);
}
