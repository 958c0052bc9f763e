using System.Runtime.CompilerServices;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
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

    public async Task<bool> DeleteAsync(string tenantId, string itemId, CancellationToken cancellationToken) =>
        await database.RunAsync(CatalogSql.Delete, new { tenantId, itemId }, cancellationToken) > 0;

    public async Task<IReadOnlyList<string>> DeleteExpiredAsync(
        string tenantId, DateTimeOffset before, int most, CancellationToken cancellationToken) => await database.WriteAsync(
        session => session.ReadAsync<string>(CatalogSql.DeleteExpired, new { tenantId, before, most }), cancellationToken);

    public async Task<IReadOnlyList<(string TenantId, string ItemId)>> ReadDeletedAsync(int limit, CancellationToken cancellationToken) =>
        await database.ReadAsync<(string, string)>(CatalogSql.ReadDeleted, new { limit }, cancellationToken);

    public Task ConfirmDeletedAsync(string tenantId, IReadOnlyCollection<string> itemIds, CancellationToken cancellationToken) =>
        database.RunAsync(CatalogSql.ConfirmDeleted, itemIds.Select(itemId => new { tenantId, itemId }), cancellationToken);

    public async Task<CatalogStatus> CountAsync(string tenantId, CancellationToken cancellationToken)
    {
        var (items, indexed) = (await database.ReadAsync<(long, long)>(CatalogSql.Count, new { tenantId }, cancellationToken)).Single();
        return new CatalogStatus { Items = (int)items, Indexed = (int)indexed };
    }

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

    public Task<IReadOnlyList<RankableItem>> SaveEncodedAsync(IReadOnlyList<EncodedItem> items, CancellationToken cancellationToken) =>
        database.WriteAsync<IReadOnlyList<RankableItem>>(
            async session =>
            {
                var saved = new List<RankableItem>(items.Count);
                foreach (var item in items)
                {
                    var parameters = new
                    {
                        item.TenantId,
                        item.ItemId,
                        item.Revision,
                        item.Model,
                        item.Embedding,
                        item.Meaning,
                        EmotionProfile = RankableRow.ProfileOf(item.EmotionProfile),
                        IntentProfile = RankableRow.ProfileOf(item.IntentProfile),
                    };
                    saved.AddRange(Items(await session.ReadAsync<RankableRow>(CatalogSql.SaveEncoded, parameters)));
                }

                return saved;
            },
            cancellationToken);

    public Task<int> OutdateAsync(string model, CancellationToken cancellationToken) =>
        database.RunAsync(CatalogSql.Outdate, new { model }, cancellationToken);

    public Task MarkIndexedAsync(IReadOnlyList<RankableItem> items, CancellationToken cancellationToken) => database.RunAsync(
        CatalogSql.MarkIndexed, items.Select(item => new { item.TenantId, item.ItemId, item.Revision }), cancellationToken);

    public async Task<IReadOnlyList<RankableItem>> LoadAsync(
        string tenantId, IReadOnlyCollection<string> itemIds, CancellationToken cancellationToken) =>
        itemIds.Count == 0
            ? []
            : Items(
                await database.ReadAsync<RankableRow>(CatalogSql.Load, new { tenantId, itemIds = itemIds.ToArray() }, cancellationToken));

    public async Task<IReadOnlyList<RankableItem>> LoadLatestAsync(
        string tenantId, int limit, DateTimeOffset now, CancellationToken cancellationToken) =>
        Items(await database.ReadAsync<RankableRow>(CatalogSql.LoadLatest, new { tenantId, limit, now }, cancellationToken));

    public async IAsyncEnumerable<IReadOnlyList<IndexedItem>> ReadEncodedAsync(
        int page, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (tenantId, itemId) = ("", "");
        while (await database
            .ReadAsync<IndexedRow>(CatalogSql.ReadEncoded, new { tenantId, itemId, page }, cancellationToken) is { Length: > 0 } rows)
        {
            (tenantId, itemId) = (rows[^1].TenantId, rows[^1].ItemId);
            yield return Array.ConvertAll(rows, row => row.ToItem());
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
            return (written.ToItem(), written.Revision == written.CreatedRevision ? ItemChange.Created : ItemChange.Updated);
        }

        var known = await session.ReadAsync<ItemRow>(CatalogSql.Find, new { tenantId, itemId = item.Id });
        return (known.Single().ToItem(), ItemChange.None);
    }

    private static RankableItem[] Items(RankableRow[] rows) => Array.ConvertAll(rows, row => row.ToItem());
}
