using System.Text.Json;
using Mmei.Contracts.V1;
using Mmei.Learning;

namespace Mmei.Feedback.Store;

internal sealed partial class SqlFeedbackStore
{
    public async Task<IReadOnlyList<StoredPolicy>> PoliciesAsync(bool onlyUnsent, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await ReadAsync<PolicyRow>(
                connection,
                """
            SELECT tenant, feature_version AS FeatureVersion, version, posterior, updated_at AS UpdatedAt
            FROM feedback_policies WHERE version > broadcast_version OR @all = 1 ORDER BY tenant, feature_version
            """,
            new { all = onlyUnsent ? 0L : 1L },
            cancellationToken);
        return [.. rows.SelectMany(Policy)];
    }

    public Task MarkSentAsync(StoredPolicy policy, CancellationToken cancellationToken) => database.WriteAsync(
        (connection, token) => RunAsync(
                connection,
                """
            UPDATE feedback_policies SET broadcast_version = @Version
            WHERE tenant = @Tenant AND feature_version = @FeatureVersion AND broadcast_version < @Version
            """,
            new { policy.Tenant, policy.FeatureVersion, policy.Version },
            token),
        cancellationToken);

    public async Task<IReadOnlyList<OutboxEntry>> LeaseMessagesAsync(
        DateTimeOffset now, TimeSpan lease, int most, CancellationToken cancellationToken)
    {
        const string Leasing =
            """
            UPDATE feedback_outbox SET leased_until = @until
            WHERE id IN (SELECT id FROM feedback_outbox WHERE leased_until <= @now ORDER BY id LIMIT @most {skipLocked})
            RETURNING id, body
            """;
        var rows = await database.WriteAsync(
            (connection, token) => ReadAsync<OutboxRow>(connection, Leasing, new { now = now.Millis(), until = (now + lease).Millis(), most }, token),
            cancellationToken);
        return [.. rows.OrderBy(row => row.Id).Select(row => new OutboxEntry(row.Id, JsonSerializer.Deserialize<RewardAssigned>(row.Body)!))];
    }

    public Task RemoveMessagesAsync(IReadOnlyList<long> ids, CancellationToken cancellationToken) => database.WriteAsync(
        (connection, token) => RunAsync(connection, "DELETE FROM feedback_outbox WHERE id {in ids}", new { ids = ids.ToArray() }, token),
        cancellationToken);

    // A damaged state is not sent: rankers keep the one they have, and the next reward rebuilds it.
    private static IEnumerable<StoredPolicy> Policy(PolicyRow row)
    {
        LinearPosterior posterior;
        try
        {
            posterior = LinearPosterior.FromBytes(row.Posterior);
        }
        catch (CorruptStateException)
        {
            return [];
        }

        return [new StoredPolicy(row.Tenant, (int)row.FeatureVersion, row.Version, posterior, DateTimeOffset.FromUnixTimeMilliseconds(row.UpdatedAt))];
    }
}
