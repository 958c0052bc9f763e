using System.Runtime.CompilerServices;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
using Mmei.Ranking.Catalog.ReindexItems;
using Mmei.Ranking.Index;
using Mmei.Storage;

namespace Mmei.Ranking.Catalog;

/// <summary>The catalog in SQLite or PostgreSQL.</summary>
internal sealed class SqlCatalogStore(ISqlDatabase database, TimeProvider time) : ICatalogStore
{
    public Task<IReadOnlyList<(StoredItem Item, ItemChange Change)>> UpsertAsync(
        string tenantId, IReadOnlyList<ItemContent> items, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync<IReadOnlyList<(StoredItem, ItemChange)>>(
            async session =>
            {
                var stored = new List<(StoredItem, ItemChange)>(items.Count);
                foreach (var item in items)
                {
                    stored.Add(await UpsertAsync(session, tenantId, item, now));
                }

                return stored;
            },
            cancellationToken);
    }

    public Task<(StoredItem Item, ItemChange Change)> EditAsync(
        string tenantId, string itemId, Func<StoredItem?, ItemContent> edit, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            async session =>
            {
                var known = await session.ReadAsync<ItemRow>(CatalogSql.FindToEdit, new { tenantId, itemId });
                return await UpsertAsync(session, tenantId, edit(known.SingleOrDefault()?.ToItem()), now);
            },
            cancellationToken);
    }

    public Task<IReadOnlyList<StoredItem>> ReadAsync(
        string tenantId, ContentKind? kind, string after, int limit, CancellationToken cancellationToken) =>
        ReadAsync(CatalogSql.Read, new { tenantId, kind = $"{kind}", after, limit }, cancellationToken);

    public Task<IReadOnlyList<StoredItem>> ReadLatestAsync(
        string tenantId, ContentKind? kind, int limit, DateTimeOffset now, CancellationToken cancellationToken) =>
        ReadAsync(CatalogSql.ReadLatest, new { tenantId, kind = $"{kind}", limit, now }, cancellationToken);

    public Task<IReadOnlyList<StoredItem>> FindManyAsync(
        string tenantId, IReadOnlyCollection<string> itemIds, DateTimeOffset now, CancellationToken cancellationToken) =>
        ReadAsync(CatalogSql.FindMany, new { tenantId, itemIds = itemIds.ToArray(), now }, cancellationToken);

    public async Task<StoredItem?> FindAsync(string tenantId, string itemId, CancellationToken cancellationToken) =>
        (await database.ReadAsync<ItemRow>(CatalogSql.Find, new { tenantId, itemId }, cancellationToken)).SingleOrDefault()?.ToItem();

    public Task<bool> DeleteAsync(string tenantId, string itemId, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            var isDeleted = await session.RunAsync(CatalogSql.Delete, new { tenantId, itemId }) > 0;
            await session.RunAsync(ReindexSql.ForgetItem, new { tenantId, itemId });
            return isDeleted;
        },
        cancellationToken);

    public Task<IReadOnlyList<string>> DeleteExpiredAsync(
        string tenantId, DateTimeOffset before, int most, CancellationToken cancellationToken) =>
        database.WriteAsync<IReadOnlyList<string>>(
            async session =>
            {
                var deleted = await session.ReadAsync<string>(CatalogSql.DeleteExpired, new { tenantId, before, most });
                await session.RunAsync(ReindexSql.ForgetItem, deleted.Select(itemId => new { tenantId, itemId }));
                return deleted;
            },
            cancellationToken);

    public async Task<IReadOnlyList<(string TenantId, string ItemId)>> ReadDeletedAsync(int limit, CancellationToken cancellationToken) =>
        await database.ReadAsync<(string, string)>(CatalogSql.ReadDeleted, new { limit }, cancellationToken);

    public Task ConfirmDeletedAsync(string tenantId, IReadOnlyCollection<string> itemIds, CancellationToken cancellationToken) =>
        database.RunAsync(CatalogSql.ConfirmDeleted, itemIds.Select(itemId => new { tenantId, itemId }), cancellationToken);

    public Task<CatalogStatus> CountAsync(string tenantId, CancellationToken cancellationToken) => database.ReadAsync(
        async session =>
        {
            var (items, indexed) = (await session.ReadAsync<(long, long)>(CatalogSql.Count, new { tenantId })).Single();
            var models = (await session.ReadAsync<ContentModels>(ReindexSql.Read)).Single();
            var status = new CatalogStatus { Items = (int)items, Indexed = (int)indexed };
            if (models is not { Serving: { } serving, Next: { } model })
            {
                return status;
            }

            var encoded = (await session.ReadAsync<long>(ReindexSql.CountFilled, new { tenantId, model })).Single();
            return status with { Reindex = new ReindexStatus { ServingModel = serving, NextModel = model, Encoded = (int)encoded } };
        },
        cancellationToken);

    public async Task<int> CountBehindAsync(string tenantId, CancellationToken cancellationToken) =>
        (int)(await database.ReadAsync<long>(CatalogSql.CountBehind, new { tenantId }, cancellationToken)).Single();

    public async Task<IReadOnlyList<PendingItem>> ReadPendingAsync(
        DateTimeOffset requestedBefore, int limit, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync<ItemRow>(CatalogSql.ReadPending, new { requestedBefore, limit }, cancellationToken);
        return [.. rows.Select(row => new PendingItem(row.TenantId, row.ToContent(), row.Revision))];
    }

    public Task MarkRequestedAsync(
        IReadOnlyList<PendingItem> items, DateTimeOffset at, CancellationToken cancellationToken) => database.RunAsync(
        CatalogSql.MarkRequested, items.Select(
            item => new { item.TenantId, ItemId = item.Content.Id, item.Revision, At = at }), cancellationToken);

    public Task<IReadOnlyList<RankableItem>> SaveEncodedAsync(IReadOnlyList<EncodedItem> items, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync<IReadOnlyList<RankableItem>>(
            async session =>
            {
                var saved = new List<RankableItem>(items.Count);
                var models = (await session.ReadAsync<ContentModels>(ReindexSql.Read)).Single();
                foreach (var item in items)
                {
                    if (models.Serving is null)
                    {
                        models = models with { Serving = item.Model, ChangedAt = now };
                        await session.RunAsync(ReindexSql.Change, models);
                    }

                    saved.AddRange(
                        item.Model == models.Serving ? await EncodedRows.SaveServingAsync(session, item, models.Next)
                        : item.Model == models.Next ? await EncodedRows.SaveNextAsync(session, item)
                        : []);
                }

                return saved;
            },
            cancellationToken);
    }

    public Task MarkIndexedAsync(IReadOnlyList<RankableItem> items, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            foreach (var item in items)
            {
                var revision = new { item.TenantId, item.ItemId, item.Model, item.Revision };
                if (await session.RunAsync(CatalogSql.MarkIndexed, revision) == 0)
                {
                    await session.RunAsync(ReindexSql.MarkIndexed, revision);
                }
            }
        },
        cancellationToken);

    public async Task<IReadOnlyList<RankableItem>> LoadAsync(
        string tenantId, string model, IReadOnlyCollection<string> itemIds, CancellationToken cancellationToken) =>
        itemIds.Count == 0
            ? []
            : await database.ReadAsync(session => EncodedRows.LoadAsync(session, tenantId, model, itemIds), cancellationToken);

    public Task<IReadOnlyList<RankableItem>> LoadLatestAsync(
        string tenantId, string model, int limit, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<RankableItem>>(
            async session =>
            {
                var ids = await session.ReadAsync<string>(CatalogSql.FindLatest, new { tenantId, model, limit, now });
                var items = (ids.Length == 0 ? [] : await EncodedRows.LoadAsync(session, tenantId, model, ids))
                    .ToDictionary(item => item.ItemId, StringComparer.Ordinal);
                return [.. ids.Where(items.ContainsKey).Select(id => items[id])];
            },
            cancellationToken);

    public async IAsyncEnumerable<IReadOnlyList<IndexedItem>> ReadEncodedAsync(
        string model, int page, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var sql in new[] { CatalogSql.ReadEncoded, ReindexSql.ReadEncoded })
        {
            var (tenantId, itemId) = ("", "");
            while (await database
                .ReadAsync<IndexedRow>(sql, new { model, tenantId, itemId, page }, cancellationToken) is { Length: > 0 } rows)
            {
                (tenantId, itemId) = (rows[^1].TenantId, rows[^1].ItemId);
                yield return Array.ConvertAll(rows, row => row.ToItem());
            }
        }
    }

    private async Task<IReadOnlyList<StoredItem>> ReadAsync(string sql, object parameters, CancellationToken cancellationToken) =>
        Array.ConvertAll(await database.ReadAsync<ItemRow>(sql, parameters, cancellationToken), row => row.ToItem());

    private static async Task<(StoredItem Item, ItemChange Change)> UpsertAsync(
        SqlSession session, string tenantId, ItemContent item, DateTimeOffset now)
    {
        var parameters = ItemRow.ParametersOf(tenantId, item, now);
        var written = (await session.ReadAsync<ItemRow>(CatalogSql.Upsert, parameters)).SingleOrDefault();
        if (written is not null)
        {
            if (written.EncodedRevision == written.Revision)
            {
                await session.RunAsync(ReindexSql.KeepEncoded, new { written.TenantId, written.ItemId, written.Revision });
            }

            return (written.ToItem(), written.Revision == written.CreatedRevision ? ItemChange.Created : ItemChange.Updated);
        }

        var known = await session.ReadAsync<ItemRow>(CatalogSql.Find, new { tenantId, itemId = item.Id });
        return (known.Single().ToItem(), ItemChange.None);
    }
}
