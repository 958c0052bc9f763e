namespace Mmei.Ranking.Index;

/// <summary>The best of a stream of hits, in a heap of bounded size. Equal scores stand in the order of their ids.</summary>
internal sealed class TopK(int capacity)
{
    private static readonly Comparer<VectorHit> WorstFirst = Comparer<VectorHit>.Create((left, right) =>
        left.Score != right.Score ? left.Score.CompareTo(right.Score) : string.CompareOrdinal(right.ItemId, left.ItemId));

    private readonly PriorityQueue<VectorHit, VectorHit> _heap = new(capacity, WorstFirst);

    public void Offer(VectorHit hit)
    {
        if (_heap.Count < capacity)
        {
            _heap.Enqueue(hit, hit);
        }
        else if (capacity > 0 && WorstFirst.Compare(hit, _heap.Peek()) > 0)
        {
            _heap.DequeueEnqueue(hit, hit);
        }
    }

    /// <summary>Best first; empties the heap.</summary>
    public IReadOnlyList<VectorHit> Take()
    {
        var hits = new VectorHit[_heap.Count];
        for (var i = hits.Length - 1; i >= 0; i--)
        {
            hits[i] = _heap.Dequeue();
        }

        return hits;
    }
}
