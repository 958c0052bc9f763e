using Mmei.Storage;

namespace Mmei.Ranking.Catalog.ReindexItems;

/// <summary>A re-index in SQLite or PostgreSQL, beside the catalog.</summary>
internal sealed class SqlReindexStore(ISqlDatabase database, TimeProvider time) : IReindexStore
{
    public async Task<ContentModels> ReadAsync(CancellationToken cancellationToken) =>
        (await database.ReadAsync<ContentModels>(ReindexSql.Read, null, cancellationToken)).Single();

    public Task<ContentModels> ServedAsync(string model, IReadOnlyList<string> fittedWith, CancellationToken cancellationToken)
    {
        var pairs = string.Join(' ', fittedWith);
        return ChangeAsync(
            known => known.Serving is null || known.Serving == model
                ? known with { Serving = model, Next = null, ServingFittedWith = pairs, NextFittedWith = "" }
                : known with { Next = model, NextFittedWith = pairs },
            cancellationToken);
    }

    public async Task<IReadOnlyList<PendingItem>> ReadUnfilledAsync(
        string model, (string TenantId, string ItemId) after, DateTimeOffset requestedBefore, int limit,
        CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync<ItemRow>(
            ReindexSql.ReadUnfilled, new { model, after.TenantId, after.ItemId, requestedBefore, limit }, cancellationToken);
        return [.. rows.Select(row => new PendingItem(row.TenantId, row.ToContent(), row.Revision))];
    }

    public Task MarkRequestedAsync(
        string model, IReadOnlyList<PendingItem> items, DateTimeOffset at, CancellationToken cancellationToken) => database.RunAsync(
        ReindexSql.MarkRequested,
        items.Select(item => new { item.TenantId, ItemId = item.Content.Id, item.Revision, model, at }),
        cancellationToken);

    public async Task<int> CountWaitingAsync(string model, DateTimeOffset requestedAfter, CancellationToken cancellationToken) =>
        (int)(await database.ReadAsync<long>(ReindexSql.CountWaiting, new { model, requestedAfter }, cancellationToken)).Single();

    public async Task<int> CountUnfilledAsync(string model, CancellationToken cancellationToken) =>
        (int)(await database.ReadAsync<long>(ReindexSql.CountUnfilled, new { model }, cancellationToken)).Single();

    public async Task<bool> FlipAsync(string next, CancellationToken cancellationToken) =>
        (await ChangeAsync(
            known => known.Next == next
                ? known with { Serving = next, Next = null, ServingFittedWith = known.NextFittedWith, NextFittedWith = "" }
                : known,
            cancellationToken)).Serving == next;

    public Task<int> SettleAsync(int most, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            var models = (await session.ReadAsync<ContentModels>(ReindexSql.ReadToChange)).Single();
            var (serving, next) = (models.Serving ?? "", models.Next ?? "");
            var keys = (await session.ReadAsync<(string TenantId, string ItemId)>(ReindexSql.ReadSettled, new { serving, most }))
                .Select(key => new { key.TenantId, key.ItemId, serving })
                .ToList();
            await session.RunAsync(ReindexSql.Settle, keys);
            await session.RunAsync(ReindexSql.Forget, keys);
            var count = keys.Count + await session.RunAsync(ReindexSql.ForgetOthers, new { serving, next, most });
            if (count == 0)
            {
                await session.RunAsync(ReindexSql.Outdate, new { serving });
            }

            return count;
        },
        cancellationToken);

    private Task<ContentModels> ChangeAsync(Func<ContentModels, ContentModels> change, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            async session =>
            {
                var known = (await session.ReadAsync<ContentModels>(ReindexSql.ReadToChange)).Single();
                var changed = change(known);
                if (changed == known)
                {
                    return known;
                }

                changed = changed with { ChangedAt = now };
                await session.RunAsync(ReindexSql.Change, changed);
                return changed;
            },
            cancellationToken);
    }
}
