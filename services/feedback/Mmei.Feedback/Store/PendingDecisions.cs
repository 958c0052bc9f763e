using Mmei.Storage;

namespace Mmei.Feedback.Store;

/// <summary>The queue of decisions to learn from, <c>feedback_pending</c>.</summary>
internal static class PendingDecisions
{
    /// <summary>
    /// Queues decisions. In one order everywhere, so that two writers with the same ones wait for each other instead of deadlocking.
    /// </summary>
    public static async Task TouchAsync(this SqlSession session, string tenantId, IEnumerable<Guid> decisions)
    {
        foreach (var decisionId in decisions.Distinct().OrderBy(id => id.ToString(), StringComparer.Ordinal))
        {
            await session.RunAsync(
                """
                INSERT INTO feedback_pending (tenant_id, decision_id) VALUES (@tenantId, @decisionId)
                ON CONFLICT (tenant_id, decision_id) DO UPDATE SET touched = feedback_pending.touched + 1
                """,
                new { tenantId, decisionId });
        }
    }
}
