using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace Mmei.Ranking.Catalog;

/// <summary>Encoded items by id, from memory where they are there as wanted and from the catalog otherwise.</summary>
internal sealed class RankableItems(ICatalogStore store, IOptions<CatalogOptions> options) : IDisposable
{
    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = options.Value.CachedItems });

    /// <summary>The items that exist, in the order asked for.</summary>
    /// <param name="tenantId">Whose items.</param>
    /// <param name="model">The content model that encoded them; null: none has.</param>
    /// <param name="wanted">Ids, each with the revision that must not be older in memory.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<IReadOnlyList<RankableItem>> GetAsync(
        string tenantId, string? model, IReadOnlyList<(string ItemId, long Revision)> wanted, CancellationToken cancellationToken)
    {
        if (model is null)
        {
            return [];
        }

        var found = new Dictionary<string, RankableItem>(wanted.Count, StringComparer.Ordinal);
        var missing = new List<string>();
        foreach (var (itemId, revision) in wanted)
        {
            if (_cache.Get<RankableItem>((tenantId, itemId)) is { } known && known.Model == model && known.Revision >= revision)
            {
                found[itemId] = known;
            }
            else
            {
                missing.Add(itemId);
            }
        }

        foreach (var item in await store.LoadAsync(tenantId, model, missing, cancellationToken))
        {
            found[item.ItemId] = item;
            _cache.Set((tenantId, item.ItemId), item, new MemoryCacheEntryOptions { Size = 1 });
        }

        return [.. wanted.Where(item => found.ContainsKey(item.ItemId)).Select(item => found[item.ItemId])];
    }

    /// <summary>Forgets an item that was deleted.</summary>
    public void Forget(string tenantId, string itemId) => _cache.Remove((tenantId, itemId));

    public void Dispose() => _cache.Dispose();
}
