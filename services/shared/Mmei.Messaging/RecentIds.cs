namespace Mmei.Messaging;

/// <summary>Remembers the last <paramref name="capacity"/> ids, so that a repetition is noticed. Not thread-safe.</summary>
public sealed class RecentIds(int capacity)
{
    private readonly HashSet<Guid> _ids = [];
    private readonly Queue<Guid> _order = new();

    /// <summary>False when it is remembered already.</summary>
    public bool Add(Guid id)
    {
        if (!_ids.Add(id))
        {
            return false;
        }

        _order.Enqueue(id);
        if (_order.Count > capacity)
        {
            _ids.Remove(_order.Dequeue());
        }

        return true;
    }

    public bool Contains(Guid id) => _ids.Contains(id);
}
