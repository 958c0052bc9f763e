using Mmei.Storage;
using Mmei.Storage.Retention;

namespace Mmei.Feedback.Store;

/// <summary>Digests of erased people, once nothing of theirs can arrive any more.</summary>
internal sealed class RetainedErasures(ISqlDatabase database) : IRetainedData
{
    public string Kind => "erasures";

    public string Table => "feedback_erasures";

    public TimeSpan KeptFor(RetentionOptions all, TenantRetention? tenant) => tenant?.Orphans ?? all.Orphans;

    public Task<int> DeleteAsync(string tenantId, DateTimeOffset before, int most, CancellationToken cancellationToken) =>
        database.RunAsync(
            """
            DELETE FROM feedback_erasures WHERE tenant_id = @tenantId AND person IN (
                SELECT person FROM feedback_erasures WHERE tenant_id = @tenantId AND erased_at < @before LIMIT @most)
            """,
            new { tenantId, before, most },
            cancellationToken);
}
