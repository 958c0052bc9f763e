using Mmei.Storage;
using Mmei.Storage.Retention;

namespace Mmei.Ranking.Taste;

/// <summary>People's rewards, but the last that says the same of an item: what they dislike, like or have seen is kept for ever.</summary>
internal sealed class RetainedRewards(ISqlDatabase database) : IRetainedData
{
    private const string Finding =
        """
        SELECT old.user_id, old.decision_id, old.item_id FROM ranking_rewards old
        WHERE old.tenant_id = @tenantId AND old.rewarded_at < @before AND EXISTS (
            SELECT 1 FROM ranking_rewards later
            WHERE later.tenant_id = old.tenant_id AND later.user_id = old.user_id AND later.item_id = old.item_id
                AND later.disliked = old.disliked AND later.liked = old.liked AND later.rewarded_at > old.rewarded_at)
        LIMIT @most
        """;

    public string Kind => "rewards";

    public string Table => "ranking_rewards";

    public TimeSpan KeptFor(RetentionOptions all, TenantRetention? tenant) => tenant?.Rewards ?? all.Rewards;

    public async Task<int> DeleteAsync(string tenantId, DateTimeOffset before, int most, CancellationToken cancellationToken)
    {
        var old = await database.ReadAsync<(string UserId, string DecisionId, string ItemId)>(
            Finding, new { tenantId, before, most }, cancellationToken);
        return old.Length == 0
            ? 0
            : await database.RunAsync(
                """
                DELETE FROM ranking_rewards
                WHERE tenant_id = @tenantId AND user_id = @UserId AND decision_id = @DecisionId AND item_id = @ItemId
                """,
                old.Select(reward => new { tenantId, reward.UserId, reward.DecisionId, reward.ItemId }),
                cancellationToken);
    }
}
