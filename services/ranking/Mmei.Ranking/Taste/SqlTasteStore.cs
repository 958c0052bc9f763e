using Dapper;
using Mmei.Contracts.V1;
using Mmei.Storage;

namespace Mmei.Ranking.Taste;

/// <summary>Tastes in SQLite or PostgreSQL.</summary>
internal sealed class SqlTasteStore(ISqlDatabase database) : ITasteStore
{
    private const string Keep =
        """
        INSERT INTO ranking_rewards (tenant_id, user_id, decision_id, item_id, revision, reward, disliked, rewarded_at)
        VALUES (@TenantId, @UserId, @DecisionId, @ItemId, @Revision, @Reward, @Disliked, @At)
        ON CONFLICT (tenant_id, user_id, decision_id, item_id) DO UPDATE SET
            revision = excluded.revision, reward = excluded.reward, disliked = excluded.disliked, rewarded_at = excluded.rewarded_at
        WHERE excluded.revision > ranking_rewards.revision
        """;

    // Dislikes hold however old they are; UNION leaves one of two equal rows.
    private const string Read =
        """
        SELECT item_id, reward, disliked, rewarded_at, decision_id
        FROM (
            SELECT item_id, reward, disliked, rewarded_at, decision_id FROM ranking_rewards
            WHERE tenant_id = @tenantId AND user_id = @userId
            ORDER BY rewarded_at DESC, decision_id DESC, item_id LIMIT @limit) AS latest
        UNION
        SELECT item_id, reward, disliked, rewarded_at, decision_id FROM ranking_rewards
        WHERE tenant_id = @tenantId AND user_id = @userId AND disliked = 1
        ORDER BY 4 DESC, 5 DESC, 1
        """;

    public Task KeepAsync(RewardAssigned reward, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(reward.UserId, nameof(reward));
        var row = new
        {
            reward.TenantId,
            reward.UserId,
            DecisionId = reward.DecisionId.ToString("D"),
            reward.ItemId,
            reward.Revision,
            reward.Reward,
            Disliked = reward.Disliked ? 1L : 0L,
            At = reward.At.ToUnixTimeMilliseconds(),
        };
        return database.WriteAsync(
            (connection, token) => connection.ExecuteAsync(new CommandDefinition(Keep, row, cancellationToken: token)), cancellationToken);
    }

    public async Task<IReadOnlyList<TasteReward>> ReadAsync(string tenantId, string userId, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string ItemId, double Reward, long Disliked, long At, string)>(
            new CommandDefinition(Read, new { tenantId, userId, limit }, cancellationToken: cancellationToken));
        return [.. rows.Select(row => new TasteReward(row.ItemId, row.Reward, row.Disliked != 0, DateTimeOffset.FromUnixTimeMilliseconds(row.At)))];
    }
}
