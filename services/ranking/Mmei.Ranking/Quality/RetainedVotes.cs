using Mmei.Learning;
using Mmei.Storage;
using Mmei.Storage.Retention;

namespace Mmei.Ranking.Quality;

/// <summary>
/// Votes of weeks long past: by then they hardly weigh. A ranker that has them in memory keeps them until it starts again.
/// </summary>
internal sealed class RetainedVotes(ISqlDatabase database) : IRetainedData
{
    public string Kind => "votes";

    public string Table => "ranking_votes";

    public TimeSpan KeptFor(RetentionOptions all, TenantRetention? tenant) => tenant?.Rewards ?? all.Rewards;

    public Task<int> DeleteAsync(string tenantId, DateTimeOffset before, int most, CancellationToken cancellationToken) =>
        database.RunAsync(
            """
            DELETE FROM ranking_votes WHERE tenant_id = @tenantId AND (item_id, week) IN (
                SELECT item_id, week FROM ranking_votes WHERE tenant_id = @tenantId AND week < @week LIMIT @most)
            """,
            new { tenantId, week = Weeks.Of(before), most },
            cancellationToken);
}
