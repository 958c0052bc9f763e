using System.Collections.Concurrent;

namespace Mmei.Ranking.Index;

/// <summary>
/// An exact index in this process's memory, for one ranking instance: 1.1 KiB for each item, 1.5 KiB more where it has a meaning, and some
/// 0.15 KiB for what is known beside; as much again while a second space is filled. One pass over the tenant's items for each search. What
/// serves is told anew after each start, by the catalog.
/// </summary>
internal sealed class EmbeddedIndex : IVectorIndex, IDisposable
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, TenantRows>> _spaces = new(StringComparer.Ordinal);
    private volatile string? _serving;

    public Task<bool> EnsureAsync(string model, CancellationToken cancellationToken)
    {
        _spaces.GetOrAdd(model, _ => new ConcurrentDictionary<string, TenantRows>(StringComparer.Ordinal));
        return Task.FromResult(model != _serving);
    }

    /// <summary>Each search reads every row anyway.</summary>
    public Task DeclareAsync(string model, IReadOnlyCollection<IndexedAttribute> attributes, CancellationToken cancellationToken)
    {
        SpaceOf(model);
        return Task.CompletedTask;
    }

    public Task<string?> ServingAsync(CancellationToken cancellationToken) => Task.FromResult(_serving);

    public Task ServeAsync(string model, CancellationToken cancellationToken)
    {
        SpaceOf(model);
        _serving = model;
        return Task.CompletedTask;
    }

    public Task RetainAsync(IReadOnlyCollection<string> models, CancellationToken cancellationToken)
    {
        foreach (var model in _spaces.Keys.Except(models, StringComparer.Ordinal).Where(model => model != _serving))
        {
            // Not disposed of: a search may be in it still.
            _spaces.TryRemove(model, out _);
        }

        return Task.CompletedTask;
    }

    public Task UpsertAsync(string model, IReadOnlyList<IndexedItem> items, CancellationToken cancellationToken)
    {
        foreach (var item in items)
        {
            IndexVector.Require(item.Vector);
        }

        var space = SpaceOf(model);
        foreach (var group in items.GroupBy(item => item.TenantId, StringComparer.Ordinal))
        {
            space.GetOrAdd(group.Key, _ => new TenantRows()).Upsert(group);
        }

        return Task.CompletedTask;
    }

    public Task DeleteAsync(string tenantId, IReadOnlyCollection<string> itemIds, CancellationToken cancellationToken)
    {
        foreach (var space in _spaces.Values)
        {
            if (space.TryGetValue(tenantId, out var rows))
            {
                rows.Delete(itemIds);
            }
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<VectorHit>> SearchAsync(VectorQuery query, CancellationToken cancellationToken)
    {
        IndexVector.Require(query.Vector);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Count, 1);
        return Task.FromResult(SpaceOf(query.Model).TryGetValue(query.TenantId, out var rows) ? rows.Search(query) : []);
    }

    public Task<long> CountAsync(string model, string tenantId, CancellationToken cancellationToken) =>
        Task.FromResult(SpaceOf(model).TryGetValue(tenantId, out var rows) ? rows.Count : 0L);

    public void Dispose()
    {
        foreach (var rows in _spaces.Values.SelectMany(space => space.Values))
        {
            rows.Dispose();
        }
    }

    private ConcurrentDictionary<string, TenantRows> SpaceOf(string model) => _spaces.TryGetValue(model, out var space)
        ? space
        : throw new InvalidOperationException($"The index has no space of {model}.");
}
