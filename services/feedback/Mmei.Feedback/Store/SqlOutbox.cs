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
            RETURNING id, kind, body
            """;
        var rows = await database.WriteAsync(
            session => session.ReadAsync<(long Id, string Kind, string Body)>(
                Leasing, new { now, until = now + lease, most }), cancellationToken);
        return [.. rows.OrderBy(row => row.Id).Select(row => new OutboxEntry(row.Id, Message(row.Kind, row.Body)))];
    }

    public Task RemoveAsync(IReadOnlyList<long> ids, CancellationToken cancellationToken) =>
        database.RunAsync("DELETE FROM feedback_outbox WHERE id {in ids}", new { ids = ids.ToArray() }, cancellationToken);

    private static object Message(string kind, string body) => kind switch
    {
        nameof(RewardAssigned) => JsonSerializer.Deserialize<RewardAssigned>(body)!,
        nameof(ErasePerson) => JsonSerializer.Deserialize<ErasePerson>(body)!,
        nameof(VotesCounted) => JsonSerializer.Deserialize<VotesCounted>(body)!,
        _ => throw new InvalidOperationException($"The outbox holds a {kind}, which this version does not know."),
    };
}
