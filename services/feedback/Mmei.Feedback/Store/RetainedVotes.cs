using Mmei.Learning;
using Mmei.Storage;
using Mmei.Storage.Retention;

namespace Mmei.Feedback.Store;

/// <summary>
/// Votes of weeks long past, of people and as they were counted: by then they hardly weigh. Rankers delete theirs likewise.
/// </summary>
internal sealed class RetainedVotes(ISqlDatabase database) : IRetainedData
{
    public string Kind => "votes";

    public string Table => "feedback_votes";

    public TimeSpan KeptFor(RetentionOptions all, TenantRetention? tenant) => tenant?.Rewards ?? all.Rewards;

    public async Task<int> DeleteAsync(string tenantId, DateTimeOffset before, int most, CancellationToken cancellationToken)
    {
        // A week goes as a whole: what is counted of it is the sum of its people's votes.
        var week = Weeks.Of(before);
        var old = await database.ReadAsync<long>(
            "SELECT week FROM feedback_votes WHERE tenant_id = @tenantId AND week < @week LIMIT 1", new { tenantId, week }, cancellationToken);
        return old.Length == 0 ? 0 : await database.WriteAsync(session => DeleteAsync(session, tenantId, week), cancellationToken);
    }

    private static async Task<int> DeleteAsync(SqlSession session, string tenantId, long week)
    {
        await session.LockTenantAsync(tenantId);
        await session.RunAsync("DELETE FROM feedback_item_votes WHERE tenant_id = @tenantId AND week < @week", new { tenantId, week });
        return await session.RunAsync("DELETE FROM feedback_votes WHERE tenant_id = @tenantId AND week < @week", new { tenantId, week });
    }
}
