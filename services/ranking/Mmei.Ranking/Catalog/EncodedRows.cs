using Mmei.Ranking.Catalog.ReindexItems;
using Mmei.Storage;

namespace Mmei.Ranking.Catalog;

/// <summary>
/// Encodings of items in the database: those of the content model that serves beside the item, those of the next one in a table of their
/// own, from where they move to the item after it has begun to serve.
/// </summary>
internal static class EncodedRows
{
    /// <summary>Those among these that a content model has encoded.</summary>
    public static async Task<IReadOnlyList<RankableItem>> LoadAsync(
        SqlSession session, string tenantId, string model, IReadOnlyCollection<string> itemIds)
    {
        var found = Items(await session.ReadAsync<RankableRow>(CatalogSql.Load, new { tenantId, model, itemIds = itemIds.ToArray() }));
        if (found.Length == itemIds.Count)
        {
            return found;
        }

        string[] others = [.. itemIds.Except(found.Select(item => item.ItemId), StringComparer.Ordinal)];
        return [.. found, .. await LoadReencodedAsync(session, tenantId, model, others)];
    }

    /// <summary>Stores what the model says that serves.</summary>
    /// <param name="session">Writes.</param>
    /// <param name="item">What it says.</param>
    /// <param name="next">The model that is to serve next; null: none. What it was asked for has been answered by the other.</param>
    /// <returns>The item; nothing where its revision is not the latest.</returns>
    public static async Task<RankableItem[]> SaveServingAsync(SqlSession session, EncodedItem item, string? next)
    {
        var saved = await session.ReadAsync<RankableRow>(CatalogSql.SaveEncoded, ParametersOf(item));
        if (next is not null)
        {
            await session.RunAsync(ReindexSql.AskAgain, new { item.TenantId, item.ItemId, next });
        }

        return Items(saved);
    }

    /// <summary>Stores what the next model says.</summary>
    /// <returns>The item; nothing where its revision is not the latest.</returns>
    public static async Task<RankableItem[]> SaveNextAsync(SqlSession session, EncodedItem item)
    {
        var saved = await session.ReadAsync<string>(ReindexSql.SaveEncoded, ParametersOf(item));
        return await LoadReencodedAsync(session, item.TenantId, item.Model, saved);
    }

    private static async Task<RankableItem[]> LoadReencodedAsync(
        SqlSession session, string tenantId, string model, string[] itemIds) =>
        itemIds.Length == 0 ? [] : Items(await session.ReadAsync<RankableRow>(ReindexSql.Load, new { tenantId, model, itemIds }));

    private static object ParametersOf(EncodedItem item) => new
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

    private static RankableItem[] Items(RankableRow[] rows) => Array.ConvertAll(rows, row => row.ToItem());
}
