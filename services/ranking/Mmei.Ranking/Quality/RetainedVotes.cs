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

    public async Task<int> DeleteAsync(string tenantId, DateTimeOffset before, int most, CancellationToken cancellationToken)
    {
        var week = Weeks.Of(before);
        var old = await database.ReadAsync<long>(
            "SELECT week FROM ranking_votes WHERE tenant_id = @tenantId AND week < @week LIMIT 1", new { tenantId, week }, cancellationToken);
        return old.Length == 0
            ? 0
            : await database.RunAsync(
                "DELETE FROM ranking_votes WHERE tenant_id = @tenantId AND week < @week", new { tenantId, week }, cancellationToken);
    }
}
