using System.Diagnostics.CodeAnalysis;

namespace Mmei.Gateway.Keep;

/// <summary>
/// What is kept in memory for a while: at most so much, and no longer than so long. Where it is full, what was put in first goes first.
/// </summary>
/// <param name="mostWeight">Of all values together.</param>
/// <param name="retention">How long a value is kept.</param>
/// <param name="time">The clock.</param>
internal sealed class ExpiringStore<TKey, TValue>(long mostWeight, TimeSpan retention, TimeProvider time)
    where TKey : notnull
    where TValue : class
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, Entry> _entries = [];

    /// <summary>In the order in which they were put in.</summary>
    private readonly LinkedList<Entry> _order = [];

    private long _weight;

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _entries.Count;
            }
        }
    }

    /// <summary>The value that is kept under the key; the given one, where none was.</summary>
    /// <returns>Whether it is the given one.</returns>
    public bool Add(TKey key, TValue value, long weight, out TValue kept)
    {
        lock (_lock)
        {
            DropOld();
            if (_entries.TryGetValue(key, out var entry))
            {
                kept = entry.Value;
                return false;
            }

            entry = new Entry(key, value, time.GetUtcNow() + retention) { Weight = weight };
            _entries.Add(key, entry);
            _order.AddLast(entry.Place);
            _weight += weight;
            while (_weight > mostWeight && _order.First is { } first)
            {
                Drop(first.Value);
            }

            kept = value;
            return true;
        }
    }

    /// <summary>Says anew what a kept value weighs.</summary>
    public void Weigh(TKey key, TValue value, long weight)
    {
        lock (_lock)
        {
            if (_entries.TryGetValue(key, out var entry) && ReferenceEquals(entry.Value, value))
            {
                _weight += weight - entry.Weight;
                entry.Weight = weight;
            }
        }
    }

    public bool TryGet(TKey key, [NotNullWhen(true)] out TValue? value)
    {
        lock (_lock)
        {
            DropOld();
            value = _entries.GetValueOrDefault(key)?.Value;
            return value is not null;
        }
    }

    public void Remove(TKey key)
    {
        lock (_lock)
        {
            if (_entries.TryGetValue(key, out var entry))
            {
                Drop(entry);
            }
        }
    }

    public void RemoveWhere(Func<TKey, TValue, bool> goes)
    {
        lock (_lock)
        {
            foreach (var entry in _entries.Values.Where(entry => goes(entry.Key, entry.Value)).ToArray())
            {
                Drop(entry);
            }
        }
    }

    /// <summary>Drops what is too old, also where nobody asks for anything.</summary>
    public void Sweep()
    {
        lock (_lock)
        {
            DropOld();
        }
    }

    private void DropOld()
    {
        var now = time.GetUtcNow();
        while (_order.First is { } first && first.Value.Ends <= now)
        {
            Drop(first.Value);
        }
    }

    private void Drop(Entry entry)
    {
        _entries.Remove(entry.Key);
        _order.Remove(entry.Place);
        _weight -= entry.Weight;
    }

    private sealed class Entry
    {
        public Entry(TKey key, TValue value, DateTimeOffset ends)
        {
            (Key, Value, Ends) = (key, value, ends);
            Place = new LinkedListNode<Entry>(this);
        }

        public TKey Key { get; }

        public TValue Value { get; }

        public DateTimeOffset Ends { get; }

        public LinkedListNode<Entry> Place { get; }

        public long Weight { get; set; }
    }
}
