using Mmei.Feedback.Rewards;
using Mmei.Storage;

namespace Mmei.Feedback.Store;

internal sealed class SqlLearningStore(ISqlDatabase database) : ILearningStore
{
    public Task QueueClosingAsync(DateTimeOffset now, int most, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            var closing = await session.ReadAsync<(string TenantId, Guid DecisionId)>(
                "SELECT tenant_id, decision_id FROM feedback_decisions WHERE closed = 0 AND closes_at <= @now ORDER BY closes_at LIMIT @most",
                new { now, most });
            foreach (var tenant in closing.GroupBy(row => row.TenantId).OrderBy(group => group.Key, StringComparer.Ordinal))
            {
                await session.TouchAsync(tenant.Key, tenant.Select(row => row.DecisionId));
            }
        },
        cancellationToken);

    public async Task<IReadOnlyList<string>> TenantsWithWorkAsync(CancellationToken cancellationToken) =>
        await database.ReadAsync<string>("SELECT DISTINCT tenant_id FROM feedback_pending", null, cancellationToken);

    public Task<T> InOneTransactionAsync<T>(Func<ILearningUnit, Task<T>> work, CancellationToken cancellationToken) =>
        database.WriteAsync(session => work(new SqlLearningUnit(session)), cancellationToken);
}
