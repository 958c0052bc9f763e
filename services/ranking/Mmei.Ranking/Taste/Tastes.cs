using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using Mmei.Contracts.V1;
using Mmei.Ranking.Catalog;

namespace Mmei.Ranking.Taste;

/// <summary>People's tastes, from memory while they are fresh.</summary>
internal sealed class Tastes(ITasteStore store, RankableItems items, IOptions<TasteOptions> options, TimeProvider time) : IDisposable
{
    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = options.Value.CachedPeople });

    /// <param name="tenantId">Whose service.</param>
    /// <param name="userId">Null: nobody in particular.</param>
    /// <param name="model">The content model by which the items are known that they acted on; null: none.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<TasteProfile> OfAsync(string tenantId, string? userId, string? model, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(userId))
        {
            return TasteProfile.None;
        }

        var now = time.GetUtcNow();
        if (_cache.Get<Cached>((tenantId, userId)) is { } known && known.Model == model && now - known.ReadAt <= options.Value.Lag)
        {
            return known.Taste;
        }

        var taste = await ReadAsync(tenantId, userId, model, now, cancellationToken);
        _cache.Set((tenantId, userId), new Cached(taste, model, now), new MemoryCacheEntryOptions { Size = 1 });
        return taste;
    }

    /// <summary>Takes one reward; the next <see cref="OfAsync"/> of this instance knows it.</summary>
    public async Task TakeAsync(RewardAssigned reward, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(reward.UserId))
        {
            return;
        }

        await store.KeepAsync(reward, cancellationToken);
        _cache.Remove((reward.TenantId, reward.UserId));
    }

    /// <summary>Forgets a person, also in memory; other instances do within <see cref="TasteOptions.Lag"/>.</summary>
    public async Task<int> EraseAsync(string tenantId, string userId, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var erased = await store.EraseAsync(tenantId, userId, at, cancellationToken);
        _cache.Remove((tenantId, userId));
        return erased;
    }

    public void Dispose() => _cache.Dispose();

    private async Task<TasteProfile> ReadAsync(
        string tenantId, string userId, string? model, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var rewards = await store.ReadAsync(tenantId, userId, options.Value.Rewards, cancellationToken);
        var ids = rewards.Take(options.Value.Rewards).Select(reward => (reward.ItemId, 0L)).Distinct().ToList();
        var known = (await items.GetAsync(tenantId, model, ids, cancellationToken))
            .ToDictionary(item => item.ItemId, StringComparer.Ordinal);
        return TasteProfile.Of(rewards, known, now, options.Value);
    }

    private sealed record Cached(TasteProfile Taste, string? Model, DateTimeOffset ReadAt);
}
