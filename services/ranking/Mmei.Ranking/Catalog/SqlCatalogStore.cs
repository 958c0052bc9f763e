using System.Data.Common;
using System.Runtime.CompilerServices;
using Dapper;
using Mmei.Contracts.Api.V1;
using Mmei.Storage;

namespace Mmei.Ranking.Catalog;

/// <summary>The catalog in SQLite or PostgreSQL.</summary>
internal sealed class SqlCatalogStore(ISqlDatabase database, TimeProvider time) : ICatalogStore
{
    public Task<IReadOnlyList<(StoredItem Item, ItemChange Change)>> UpsertAsync(
        string tenantId, IReadOnlyList<ItemContent> items, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return database.WriteAsync<IReadOnlyList<(StoredItem, ItemChange)>>(
            async (connection, token) =>
            {
                var stored = new List<(StoredItem, ItemChange)>(items.Count);
                foreach (var item in items)
                {
                    stored.Add(await UpsertAsync(connection, tenantId, item, now, token));
                }

                return stored;
            },
            cancellationToken);
    }

    public async Task<StoredItem?> FindAsync(string tenantId, string itemId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await FindAsync(connection, tenantId, itemId, cancellationToken);
    }

    public Task<bool> DeleteAsync(string tenantId, string itemId, CancellationToken cancellationToken) => database.WriteAsync(
        async (connection, token) => await connection.ExecuteAsync(Command(CatalogSql.Delete, new { tenantId, itemId }, token)) > 0,
        cancellationToken);

    public async Task<IReadOnlyList<(string TenantId, string ItemId)>> ReadDeletedAsync(int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return (await connection.QueryAsync<(string, string)>(Command(CatalogSql.ReadDeleted, new { limit }, cancellationToken))).AsList();
    }

    public Task ConfirmDeletedAsync(string tenantId, string itemId, CancellationToken cancellationToken) => database.WriteAsync(
        (connection, token) => connection.ExecuteAsync(Command(CatalogSql.ConfirmDeleted, new { tenantId, itemId }, token)), cancellationToken);

    public async Task<CatalogStatus> CountAsync(string tenantId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var (items, indexed) = await connection.QuerySingleAsync<(long, long)>(Command(CatalogSql.Count, new { tenantId }, cancellationToken));
        return new CatalogStatus { Items = (int)items, Indexed = (int)indexed };
    }

    public async Task<IReadOnlyList<PendingItem>> ReadPendingAsync(DateTimeOffset requestedBefore, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var before = requestedBefore.ToUnixTimeMilliseconds();
        var rows = await connection.QueryAsync<ItemRow>(Command(CatalogSql.ReadPending, new { before, limit }, cancellationToken));
        return [.. rows.Select(row => new PendingItem(row.TenantId, row.ToContent(), row.Revision))];
    }

    public Task MarkRequestedAsync(IReadOnlyList<PendingItem> items, DateTimeOffset at, CancellationToken cancellationToken) => database.WriteAsync(
        (connection, token) => connection.ExecuteAsync(Command(
            CatalogSql.MarkRequested,
            items.Select(item => new { item.TenantId, ItemId = item.Content.Id, item.Revision, At = at.ToUnixTimeMilliseconds() }),
            token)),
        cancellationToken);

    public Task<IReadOnlyList<RankableItem>> SaveEncodedAsync(IReadOnlyList<EncodedItem> items, CancellationToken cancellationToken) =>
        database.WriteAsync<IReadOnlyList<RankableItem>>(
            async (connection, token) =>
            {
                var saved = new List<RankableItem>(items.Count);
                foreach (var item in items)
                {
                    var row = await connection.QuerySingleOrDefaultAsync<RankableRow>(Command(
                        CatalogSql.SaveEncoded,
                        new
                        {
                            item.TenantId,
                            item.ItemId,
                            item.Revision,
                            item.Model,
                            Embedding = FloatBytes.Of(item.Embedding),
                            EmotionProfile = FloatBytes.Of(item.EmotionProfile),
                            IntentProfile = FloatBytes.Of(item.IntentProfile),
                        },
                        token));
                    if (row is not null)
                    {
                        saved.Add(row.ToItem());
                    }
                }

                return saved;
            },
            cancellationToken);

    public Task MarkIndexedAsync(IReadOnlyList<RankableItem> items, CancellationToken cancellationToken) => database.WriteAsync(
        (connection, token) => connection.ExecuteAsync(Command(
            CatalogSql.MarkIndexed, items.Select(item => new { item.TenantId, item.ItemId, item.Revision }), token)),
        cancellationToken);

    public async Task<IReadOnlyList<RankableItem>> LoadAsync(
        string tenantId, IReadOnlyCollection<string> itemIds, CancellationToken cancellationToken)
    {
        if (itemIds.Count == 0)
        {
            return [];
        }

        await using var connection = await database.OpenAsync(cancellationToken);
        return Items(await connection.QueryAsync<RankableRow>(Command(
            CatalogSql.Load(database.Dialect.Provider), new { tenantId, itemIds = itemIds.ToArray() }, cancellationToken)));
    }

    public async Task<IReadOnlyList<RankableItem>> LoadLatestAsync(string tenantId, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return Items(await connection.QueryAsync<RankableRow>(Command(CatalogSql.LoadLatest, new { tenantId, limit }, cancellationToken)));
    }

    public async IAsyncEnumerable<IReadOnlyList<RankableItem>> ReadEncodedAsync(int page, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (tenantId, itemId) = ("", "");
        while (true)
        {
            await using var connection = await database.OpenAsync(cancellationToken);
            var rows = (await connection.QueryAsync<RankableRow>(
                Command(CatalogSql.ReadEncoded, new { tenantId, itemId, page }, cancellationToken))).AsList();
            if (rows.Count == 0)
            {
                yield break;
            }

            (tenantId, itemId) = (rows[^1].TenantId, rows[^1].ItemId);
            yield return Items(rows);
        }
    }

    private static async Task<(StoredItem Item, ItemChange Change)> UpsertAsync(
        DbConnection connection, string tenantId, ItemContent item, long now, CancellationToken cancellationToken)
    {
        var parameters = new
        {
            tenantId, itemId = item.Id, Kind = item.Kind.ToString(), item.Title, item.Description, Tags = ItemRow.TagsOf(item), now,
        };
        var written = await connection.QuerySingleOrDefaultAsync<ItemRow>(Command(CatalogSql.Upsert, parameters, cancellationToken));
        return written is null
            ? ((await FindAsync(connection, tenantId, item.Id, cancellationToken))!, ItemChange.None)
            : (written.ToItem(), written.Revision == written.CreatedRevision ? ItemChange.Created : ItemChange.Updated);
    }

    private static async Task<StoredItem?> FindAsync(DbConnection connection, string tenantId, string itemId, CancellationToken cancellationToken) =>
        (await connection.QuerySingleOrDefaultAsync<ItemRow>(Command(CatalogSql.Find, new { tenantId, itemId }, cancellationToken)))?.ToItem();

    private static IReadOnlyList<RankableItem> Items(IEnumerable<RankableRow> rows) => [.. rows.Select(row => row.ToItem())];

    private static CommandDefinition Command(string sql, object parameters, CancellationToken cancellationToken) =>
        new(sql, parameters, cancellationToken: cancellationToken);
}
