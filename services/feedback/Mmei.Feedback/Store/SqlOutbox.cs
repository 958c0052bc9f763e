using System.Text.Json;
using Mmei.Contracts.V1;
using Mmei.Feedback.Outbox;
using Mmei.Storage;

namespace Mmei.Feedback.Store;

internal sealed class SqlOutbox(ISqlDatabase database) : IOutbox
{
    public async Task<IReadOnlyList<OutboxEntry>> LeaseAsync(
        DateTimeOffset now, TimeSpan lease, int most, CancellationToken cancellationToken)
    {
        const string Leasing =
            """
            UPDATE feedback_outbox SET leased_until = @until
            WHERE id IN (SELECT id FROM feedback_outbox WHERE leased_until <= @now ORDER BY id LIMIT @most {skipLocked})
            RETURNING id, body
            """;
        var rows = await database.WriteAsync(
            session => session.ReadAsync<(long Id, string Body)>(Leasing, new { now, until = now + lease, most }), cancellationToken);
        return [.. rows.OrderBy(row => row.Id)
            .Select(row => new OutboxEntry(row.Id, JsonSerializer.Deserialize<RewardAssigned>(row.Body)!))];
    }

    public Task RemoveAsync(IReadOnlyList<long> ids, CancellationToken cancellationToken) =>
        database.RunAsync("DELETE FROM feedback_outbox WHERE id {in ids}", new { ids = ids.ToArray() }, cancellationToken);
}
