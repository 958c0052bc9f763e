using System.Text.Json;
using Mmei.Contracts.V1;
using Mmei.Feedback.People;
using Mmei.Feedback.Votes;
using Mmei.Storage;
using Mmei.Storage.Retention;

namespace Mmei.Feedback.Store;

internal sealed class SqlErasures(ISqlDatabase database) : IErasures
{
    public Task<Erased> EraseAsync(
        string tenantId, string userId, Guid erasureId, DateTimeOffset at, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                // A learner at work has finished, or starts when the person is gone.
                await session.LockTenantAsync(tenantId);
                await session.RunAsync(
                    """
                    INSERT INTO feedback_erasures (tenant_id, person, erasure_id, erased_at) VALUES (@tenantId, @person, @erasureId, @at)
                    ON CONFLICT (tenant_id, person) DO UPDATE SET
                        erasure_id = excluded.erasure_id, erased_at = excluded.erased_at, tastes = NULL
                    """,
                    new { tenantId, person = PersonDigest.Of(tenantId, userId), erasureId, at });
                var ids = await session.ReadAsync<string>(
                    "SELECT decision_id FROM feedback_decisions WHERE tenant_id = @tenantId AND user_id = @userId", new { tenantId, userId });
                var erased = new Erased(
                    ids.Length,
                    await session.RunAsync(
                        "DELETE FROM feedback_signals WHERE tenant_id = @tenantId AND decision_id {in ids}", new { tenantId, ids }),
                    await session.UnlearnAsync(tenantId, ids, at),
                    await TakeVotesOutAsync(session, tenantId, userId),
                    await TakeMessagesBackAsync(session, tenantId, userId));
                await DeleteSnapshotsAsync(session, tenantId, userId);
                await DeleteAsync(session, tenantId, ids);
                await session.RunAsync(
                    "DELETE FROM feedback_consents WHERE tenant_id = @tenantId AND user_id = @userId", new { tenantId, userId });
                await session.TellAsync([new ErasePerson { TenantId = tenantId, UserId = userId, ErasureId = erasureId, At = at }]);
                return erased;
            },
            cancellationToken);

    public Task ConfirmAsync(string tenantId, Guid erasureId, int tastes, CancellationToken cancellationToken) => database.RunAsync(
        "UPDATE feedback_erasures SET tastes = @tastes WHERE tenant_id = @tenantId AND erasure_id = @erasureId AND tastes IS NULL",
        new { tenantId, erasureId, tastes },
        cancellationToken);

    public async Task<int?> TastesAsync(string tenantId, Guid erasureId, CancellationToken cancellationToken) =>
        (int?)(await database.ReadAsync<long?>(
            "SELECT tastes FROM feedback_erasures WHERE tenant_id = @tenantId AND erasure_id = @erasureId",
            new { tenantId, erasureId },
            cancellationToken)).SingleOrDefault();

    /// <summary>
    /// Those that may hold a reward of the person. Where such a one is in force, the latest policy takes its place.
    /// </summary>
    private static async Task DeleteSnapshotsAsync(SqlSession session, string tenantId, string userId)
    {
        await session.RunAsync(
            """
            DELETE FROM feedback_policy_snapshots WHERE tenant_id = @tenantId AND made_at >=
                (SELECT MIN(d.made_at) FROM feedback_decisions d JOIN feedback_items i ON i.decision_id = d.decision_id
                WHERE d.tenant_id = @tenantId AND d.user_id = @userId AND i.reward IS NOT NULL)
            """,
            new { tenantId, userId });
        await session.RunAsync(
            """
            UPDATE feedback_policy_control SET pinned = NULL WHERE tenant_id = @tenantId AND pinned IS NOT NULL
                AND pinned NOT IN (SELECT version FROM feedback_policy_snapshots WHERE tenant_id = @tenantId)
            """,
            new { tenantId });
    }

    private static async Task DeleteAsync(SqlSession session, string tenantId, string[] ids)
    {
        await session.RunAsync("DELETE FROM feedback_pending WHERE tenant_id = @tenantId AND decision_id {in ids}", new { tenantId, ids });
        await session.RunAsync("DELETE FROM feedback_items WHERE decision_id {in ids}", new { ids });
        await session.RunAsync("DELETE FROM feedback_decisions WHERE tenant_id = @tenantId AND decision_id {in ids}", new { tenantId, ids });
    }

    private static async Task<int> TakeVotesOutAsync(SqlSession session, string tenantId, string userId)
    {
        var votes = await session.ReadPersonVotesAsync(tenantId, userId);
        var count = new VoteCount(votes, await session.ReadItemVotesAsync(tenantId, [.. votes.Select(vote => vote.ItemId)]));
        foreach (var vote in votes)
        {
            count.Remove(vote.UserId, vote.ItemId);
        }

        await session.SaveItemVotesAsync(tenantId, count.Items);
        await session.TellAsync(count.Items.Select(item => item.ToMessage(tenantId)));
        return await session.RunAsync("DELETE FROM feedback_votes WHERE tenant_id = @tenantId AND user_id = @userId", new { tenantId, userId });
    }

    // Few: what is not sent yet.
    private static async Task<int> TakeMessagesBackAsync(SqlSession session, string tenantId, string userId)
    {
        var unsent = await session.ReadAsync<(long Id, string Kind, string Body)>("SELECT id, kind, body FROM feedback_outbox");
        long[] theirs =
        [
            .. from message in unsent
               where message.Kind == nameof(RewardAssigned)
               let reward = JsonSerializer.Deserialize<RewardAssigned>(message.Body)!
               where reward.TenantId == tenantId && reward.UserId == userId
               select message.Id,
        ];
        return await session.RunAsync("DELETE FROM feedback_outbox WHERE id {in theirs}", new { theirs });
    }
}
