using Microsoft.Extensions.Options;
using Mmei.Storage;
using Mmei.Storage.Retention;

namespace Mmei.Ranking.Decisions.Keep;

/// <summary>Policies whose decisions are gone, and those beyond the latest <see cref="DecisionOptions.Policies"/>.</summary>
internal sealed class RetainedPolicies(ISqlDatabase database, IOptions<DecisionOptions> options) : IRetainedData
{
    public string Kind => "policies";

    public string Table => "ranking_policies";

    public TimeSpan KeptFor(RetentionOptions all, TenantRetention? tenant) => tenant?.Decisions ?? all.Decisions;

    public Task<int> DeleteAsync(string tenantId, DateTimeOffset before, int most, CancellationToken cancellationToken) =>
        database.RunAsync(
            """
            DELETE FROM ranking_policies WHERE tenant_id = @tenantId AND policy_id IN (
                SELECT policy_id FROM (
                    SELECT policy_id, decided_at, ROW_NUMBER() OVER (ORDER BY decided_at DESC, policy_id) AS place
                    FROM ranking_policies WHERE tenant_id = @tenantId) AS ranked
                WHERE place > @kept OR (decided_at < @before AND NOT EXISTS (
                    SELECT 1 FROM ranking_decisions d WHERE d.tenant_id = @tenantId AND d.policy_id = ranked.policy_id))
                LIMIT @most)
            """,
            new { tenantId, before, most, kept = options.Value.Policies },
            cancellationToken);
}
