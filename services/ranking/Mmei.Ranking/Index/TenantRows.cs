using System.Numerics.Tensors;
using Mmei.Contracts.Taxonomy;

namespace Mmei.Ranking.Index;

/// <summary>One tenant's vectors, row after row in one array. Many readers or one writer at a time.</summary>
internal sealed class TenantRows : IDisposable
{
    private const int FirstCapacity = 64;
    private readonly ReaderWriterLockSlim _lock = new();
    private readonly Dictionary<string, int> _rows = new(StringComparer.Ordinal);
    private float[] _vectors = new float[FirstCapacity * IndexVector.Dimension];
    private (string ItemId, ContentKind Kind, long Revision, IReadOnlyList<string> Tags)[] _items =
        new (string, ContentKind, long, IReadOnlyList<string>)[FirstCapacity];

    public long Count => Read(() => _rows.Count);

    /// <summary>Adds or replaces; an item whose row has a later revision stays as it is.</summary>
    public void Upsert(IEnumerable<IndexedItem> items) => Write(() =>
    {
        foreach (var item in items)
        {
            var known = _rows.TryGetValue(item.ItemId, out var row);
            if (known && _items[row].Revision > item.Revision)
            {
                continue;
            }

            row = known ? row : Append(item.ItemId);
            _items[row] = (item.ItemId, item.Kind, item.Revision, item.Tags);
            item.Vector.CopyTo(Row(row));
        }
    });

    public void Delete(IEnumerable<string> itemIds) => Write(() =>
    {
        foreach (var itemId in itemIds)
        {
            if (!_rows.Remove(itemId, out var row))
            {
                continue;
            }

            // The last row fills the gap, so that a search stays one pass over a dense array.
            var last = _rows.Count;
            if (row != last)
            {
                _items[row] = _items[last];
                Row(last).CopyTo(Row(row));
                _rows[_items[row].ItemId] = row;
            }

            _items[last] = default;
        }
    });

    public IReadOnlyList<VectorHit> Search(VectorQuery query) => Read(() =>
    {
        var excluded = query.Excluded.Select(id => _rows.GetValueOrDefault(id, -1)).ToHashSet();
        var kinds = query.Kinds.Aggregate(0u, (mask, kind) => mask | (1u << (int)kind));

        // Mostly nothing was asked for, and the last part of the query is zero.
        var vector = query.Vector.AsSpan().TrimEnd(0f);
        var best = new TopK(Math.Min(query.Count, _rows.Count));
        for (var row = 0; row < _rows.Count; row++)
        {
            ref readonly var item = ref _items[row];
            if ((kinds == 0 || (kinds & (1u << (int)item.Kind)) != 0) && !excluded.Contains(row) && HasTagsOf(item.Tags, query))
            {
                best.Offer(new VectorHit(item.ItemId, item.Revision, TensorPrimitives.Dot(Row(row)[..vector.Length], vector)));
            }
        }

        return best.Take();
    });

    public void Dispose() => _lock.Dispose();

    private static bool HasTagsOf(IReadOnlyList<string> tags, VectorQuery query) =>
        (query.Tags.Count == 0 || tags.Any(query.Tags.Contains))
        && (query.ExcludedTags.Count == 0 || !tags.Any(query.ExcludedTags.Contains));

    private Span<float> Row(int row) => _vectors.AsSpan(row * IndexVector.Dimension, IndexVector.Dimension);

    private int Append(string itemId)
    {
        var row = _rows.Count;
        if (row == _items.Length)
        {
            Array.Resize(ref _items, row * 2);
            Array.Resize(ref _vectors, row * 2 * IndexVector.Dimension);
        }

        _rows.Add(itemId, row);
        return row;
    }

    private T Read<T>(Func<T> work)
    {
        _lock.EnterReadLock();
        try
        {
            return work();
        }
        finally
        {
            _lock.ExitReadLock();
        }
    }

    private void Write(Action work)
    {
        _lock.EnterWriteLock();
        try
        {
            work();
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }
}
