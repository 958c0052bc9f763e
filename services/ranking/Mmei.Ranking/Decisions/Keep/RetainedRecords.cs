using Mmei.Storage;
using Mmei.Storage.Retention;

namespace Mmei.Ranking.Decisions.Keep;

/// <summary>What led to decisions, as long as the decisions themselves.</summary>
internal sealed class RetainedRecords(ISqlDatabase database) : IRetainedData
{
    public string Kind => "records";

    public string Table => "ranking_decisions";

    public TimeSpan KeptFor(RetentionOptions all, TenantRetention? tenant) => tenant?.Decisions ?? all.Decisions;

    public Task<int> DeleteAsync(string tenantId, DateTimeOffset before, int most, CancellationToken cancellationToken) =>
        database.RunAsync(
            """
            DELETE FROM ranking_decisions WHERE tenant_id = @tenantId AND decision_id IN (
                SELECT decision_id FROM ranking_decisions WHERE tenant_id = @tenantId AND made_at < @before ORDER BY made_at LIMIT @most)
            """,
            new { tenantId, before, most },
            cancellationToken);
}
