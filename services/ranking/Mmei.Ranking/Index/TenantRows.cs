using System.Buffers;

namespace Mmei.Ranking.Index;

/// <summary>One tenant's items, row after row. Many readers or one writer at a time.</summary>
internal sealed class TenantRows : IDisposable
{
    private const int FirstCapacity = 64;
    private readonly ReaderWriterLockSlim _lock = new();
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly TagNumbers _tags = new();

    // Apart, as mostly nothing was asked for in words: a search then reads the first alone.
    private readonly VectorBlocks _states = new(IndexVector.StateDimension);
    private readonly VectorBlocks _meanings = new(IndexVector.MeaningDimension);
    private Row[] _rows = new Row[FirstCapacity];

    public long Count => Read(() => _numbers.Count);

    /// <summary>Adds or replaces; an item whose row has a later revision stays as it is.</summary>
    public void Upsert(IEnumerable<IndexedItem> items) => Write(() =>
    {
        foreach (var item in items)
        {
            var known = _numbers.TryGetValue(item.ItemId, out var row);
            if (known && _rows[row].Revision > item.Revision)
            {
                continue;
            }

            if (known)
            {
                _tags.Release(_rows[row].Tags);
            }

            row = known ? row : Append(item.ItemId);
            var tags = _tags.Take(item.Tags);
            var facts = item.Facts.IsEmpty ? null : item.Facts;
            _rows[row] = new Row(item.ItemId, item.Kind, TagNumbers.MarkOf(tags), item.Revision, tags, facts);
            _states.Write(row, IndexVector.State(item.Vector));
            _meanings.Write(row, IndexVector.Meaning(item.Vector));
        }
    });

    public void Delete(IEnumerable<string> itemIds) => Write(() =>
    {
        foreach (var itemId in itemIds)
        {
            if (_numbers.Remove(itemId, out var row))
            {
                _tags.Release(_rows[row].Tags);
                Close(row);
            }
        }

        _states.Shrink(_numbers.Count);
        _meanings.Shrink(_numbers.Count);
    });

    public IReadOnlyList<VectorHit> Search(VectorQuery query) => Read<IReadOnlyList<VectorHit>>(() =>
    {
        if (_numbers.Count == 0)
        {
            return [];
        }

        // Scored roughly first, and whatever may be among the best once more exactly.
        var error = _states.ErrorOf(IndexVector.State(query.Vector)) + _meanings.ErrorOf(IndexVector.Meaning(query.Vector));
        var best = new TopK(Math.Min(query.Count, _numbers.Count), margin: 2 * error);
        var filter = new RowFilter(query, _tags, RowsOf(query.Excluded));
        var passing = ArrayPool<int>.Shared.Rent(VectorBlocks.Rows);
        var scores = ArrayPool<float>.Shared.Rent(VectorBlocks.Rows);
        for (var first = 0; first < _numbers.Count; first += VectorBlocks.Rows)
        {
            var rows = _rows.AsSpan(first, Math.Min(VectorBlocks.Rows, _numbers.Count - first));
            var found = passing.AsSpan(0, filter.Pass(rows, first, passing));
            Score(query, first / VectorBlocks.Rows, found, scores);
            for (var i = 0; i < found.Length; i++)
            {
                if (scores[i] >= best.Least)
                {
                    best.Offer(first + found[i], scores[i]);
                }
            }
        }

        ArrayPool<int>.Shared.Return(passing);
        ArrayPool<float>.Shared.Return(scores);
        return best.Take(row => new VectorHit(_rows[row].ItemId, _rows[row].Revision, Exact(query, row)));
    });

    public void Dispose() => _lock.Dispose();

    private void Score(VectorQuery query, int block, ReadOnlySpan<int> rows, Span<float> scores)
    {
        scores[..rows.Length].Clear();
        _states.AddRough(block, IndexVector.State(query.Vector), rows, scores);
        _meanings.AddRough(block, IndexVector.Meaning(query.Vector), rows, scores);
    }

    private float Exact(VectorQuery query, int row) =>
        _states.Dot(row, IndexVector.State(query.Vector)) + _meanings.Dot(row, IndexVector.Meaning(query.Vector));

    private int[] RowsOf(IReadOnlyCollection<string> itemIds)
    {
        int[] rows = [.. itemIds.Distinct(StringComparer.Ordinal).Select(id => _numbers.GetValueOrDefault(id, -1)).Where(row => row >= 0)];
        Array.Sort(rows);
        return rows;
    }

    private int Append(string itemId)
    {
        var row = _numbers.Count;
        if (row == _rows.Length)
        {
            Array.Resize(ref _rows, row * 2);
        }

        _numbers.Add(itemId, row);
        return row;
    }

    /// <summary>The last row fills the gap, so that a search stays one pass over dense blocks.</summary>
    private void Close(int row)
    {
        var last = _numbers.Count;
        if (row != last)
        {
            _rows[row] = _rows[last];
            _states.Move(last, row);
            _meanings.Move(last, row);
            _numbers[_rows[row].ItemId] = row;
        }

        _rows[last] = default;
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
