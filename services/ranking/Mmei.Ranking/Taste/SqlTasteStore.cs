using Mmei.Contracts.V1;
using Mmei.Storage;
using Mmei.Storage.Retention;

namespace Mmei.Ranking.Taste;

/// <summary>Tastes in SQLite or PostgreSQL.</summary>
internal sealed class SqlTasteStore(ISqlDatabase database) : ITasteStore
{
    public Task KeepAsync(RewardAssigned reward, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(reward.UserId, nameof(reward));
        return database.RunAsync(
            """
            INSERT INTO ranking_rewards (tenant_id, user_id, decision_id, item_id, revision, reward, disliked, liked, rewarded_at)
            SELECT @TenantId, @UserId, @DecisionId, @ItemId, @Revision, @Reward, @Disliked, @Liked, @At
            WHERE NOT EXISTS (SELECT 1 FROM ranking_erasures WHERE tenant_id = @TenantId AND person = @person AND erased_at >= @At)
            ON CONFLICT (tenant_id, user_id, decision_id, item_id) DO UPDATE SET
                revision = excluded.revision, reward = excluded.reward, disliked = excluded.disliked, liked = excluded.liked,
                rewarded_at = excluded.rewarded_at
            WHERE excluded.revision > ranking_rewards.revision
            """,
            new
            {
                reward.TenantId,
                reward.UserId,
                reward.DecisionId,
                reward.ItemId,
                reward.Revision,
                reward.Reward,
                reward.Disliked,
                reward.Liked,
                reward.At,
                person = PersonDigest.Of(reward.TenantId, reward.UserId),
            },
            cancellationToken);
    }

    public Task<int> EraseAsync(string tenantId, string userId, DateTimeOffset at, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                await session.RunAsync(
                    """
                    INSERT INTO ranking_erasures (tenant_id, person, erased_at) VALUES (@tenantId, @person, @at)
                    ON CONFLICT (tenant_id, person) DO UPDATE SET erased_at = excluded.erased_at
                    WHERE excluded.erased_at > ranking_erasures.erased_at
                    """,
                    new { tenantId, person = PersonDigest.Of(tenantId, userId), at });
                return await session.RunAsync(
                    "DELETE FROM ranking_rewards WHERE tenant_id = @tenantId AND user_id = @userId", new { tenantId, userId });
            },
            cancellationToken);

    public async Task<IReadOnlyDictionary<(Guid DecisionId, string ItemId), double>> OfDecisionsAsync(
        string tenantId, IReadOnlyList<Guid> decisionIds, CancellationToken cancellationToken)
    {
        var rewards = await database.ReadAsync<(Guid DecisionId, string ItemId, double Reward)>(
            "SELECT decision_id, item_id, reward FROM ranking_rewards WHERE tenant_id = @tenantId AND decision_id {in ids}",
            new { tenantId, ids = decisionIds.Select(id => id.ToString()).ToArray() },
            cancellationToken);
        return rewards.ToDictionary(reward => (reward.DecisionId, reward.ItemId), reward => reward.Reward);
    }

    // Of every item the last opinion and the last reward, however old: what a person dislikes or has seen holds for ever.
    public async Task<IReadOnlyList<TasteReward>> ReadAsync(
        string tenantId, string userId, int limit, CancellationToken cancellationToken) =>
        await database.ReadAsync<TasteReward>(
            """
            SELECT item_id, reward, disliked, rewarded_at AS at, liked
            FROM (
                SELECT item_id, reward, disliked, liked, rewarded_at,
                    ROW_NUMBER() OVER (ORDER BY rewarded_at DESC, decision_id DESC, item_id) AS place,
                    ROW_NUMBER() OVER (PARTITION BY item_id, disliked, liked ORDER BY rewarded_at DESC, decision_id DESC) AS repetition
                FROM ranking_rewards WHERE tenant_id = @tenantId AND user_id = @userId) AS ranked
            WHERE place <= @limit OR repetition = 1
            ORDER BY place
            """,
            new { tenantId, userId, limit },
            cancellationToken);
}
