using Mmei.Storage;
using Mmei.Storage.Retention;

namespace Mmei.Feedback.Store;

/// <summary>Signals on decisions that never came, or do not show their item.</summary>
internal sealed class RetainedOrphans(ISqlDatabase database) : IRetainedData
{
    public string Kind => "orphans";

    public string Table => "feedback_signals";

    public TimeSpan KeptFor(RetentionOptions all, TenantRetention? tenant) => tenant?.Orphans ?? all.Orphans;

    public async Task<int> DeleteAsync(string tenantId, DateTimeOffset before, int most, CancellationToken cancellationToken)
    {
        const string Finding =
            "SELECT id FROM feedback_signals WHERE tenant_id = @tenantId AND orphan = 1 AND at < @before ORDER BY at LIMIT @most";
        var ids = await database.ReadAsync<string>(Finding, new { tenantId, before, most }, cancellationToken);
        return ids.Length == 0
            ? 0
            : await database.RunAsync(
                "DELETE FROM feedback_signals WHERE tenant_id = @tenantId AND orphan = 1 AND id {in ids}",
                new { tenantId, ids },
                cancellationToken);
    }
}
