using Mmei.Contracts.V1;
using Mmei.Storage;

namespace Mmei.Ranking.Decisions.TakeOver;

internal sealed class SqlLookStore(ISqlDatabase database) : ILookStore
{
    public async Task<Look> NextAsync(string tenantId, TakeOverInForce rule, CancellationToken cancellationToken)
    {
        var taken = await database.ReadAsync<(long Looks, DateTimeOffset LookedTo)>(
            "SELECT looks, looked_to FROM ranking_take_over WHERE tenant_id = @tenantId AND rule = @Version",
            new { tenantId, rule.Version },
            cancellationToken);
        return taken is [var (looks, lookedTo)] ? new Look((int)looks + 1, lookedTo) : new Look(1, rule.Since);
    }

    public Task TakenAsync(string tenantId, TakeOverInForce rule, Look look, DateTimeOffset to, CancellationToken cancellationToken) =>
        database.RunAsync(
            """
            INSERT INTO ranking_take_over (tenant_id, rule, looks, looked_to) VALUES (@tenantId, @Version, @number, @to)
            ON CONFLICT (tenant_id) DO UPDATE SET rule = excluded.rule, looks = excluded.looks, looked_to = excluded.looked_to
            WHERE ranking_take_over.rule < excluded.rule
                OR (ranking_take_over.rule = excluded.rule AND ranking_take_over.looks < excluded.looks)
            """,
            new { tenantId, rule.Version, number = (long)look.Number, to },
            cancellationToken);
}
