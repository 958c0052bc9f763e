namespace Mmei.Fusion.Join;

/// <summary>Remembers the last <paramref name="capacity"/> ids. Not thread-safe.</summary>
internal sealed class RecentIds(int capacity)
{
    private readonly HashSet<Guid> _ids = [];
    private readonly Queue<Guid> _order = new();

    public void Add(Guid id)
    {
        if (!_ids.Add(id))
        {
            return;
        }

        _order.Enqueue(id);
        if (_order.Count > capacity)
        {
            _ids.Remove(_order.Dequeue());
        }
    }

    public bool Contains(Guid id) => _ids.Contains(id);
}
