using System.Buffers;
using System.Collections.Concurrent;

namespace Prometheus;

/// <summary>A set of metrics that is exported together.</summary>
public sealed class CollectorRegistry
{
    private static readonly string[] Parts = ["_bucket", "_sum", "_count"];

    private readonly ConcurrentDictionary<string, Family> _families = new(StringComparer.Ordinal);
    private readonly List<Action> _beforeCollect = [];
    private readonly Lock _collecting = new();
    private readonly TimeProvider _clock;
    private Action? _beforeFirstCollect;

    internal CollectorRegistry()
        : this(TimeProvider.System)
    {
    }

    internal CollectorRegistry(TimeProvider clock) => _clock = clock;

    /// <summary>Registers an action to run before each collection.</summary>
    public void AddBeforeCollectCallback(Action callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        lock (_beforeCollect)
        {
            _beforeCollect.Add(callback);
        }
    }

    /// <summary>Writes all metrics in the Prometheus text format.</summary>
    public async Task CollectAndExportAsTextAsync(Stream to, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(to);
        await to.WriteAsync(Collect(), cancel).ConfigureAwait(false);
    }

    /// <summary>All metrics in the Prometheus text format. Collections run one after another.</summary>
    internal ReadOnlyMemory<byte> Collect()
    {
        lock (_collecting)
        {
            Interlocked.Exchange(ref _beforeFirstCollect, null)?.Invoke();
            Action[] callbacks;
            lock (_beforeCollect)
            {
                callbacks = [.. _beforeCollect];
            }

            foreach (var callback in callbacks)
            {
                callback();
            }

            var output = new ArrayBufferWriter<byte>(16 * 1024);
            var text = new TextFormat(output);
            foreach (var (_, family) in _families.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            {
                family.Write(text, _clock);
            }

            return output.WrittenMemory;
        }
    }

    /// <summary>The family of that name; null when the name, or the name of a histogram's part, is taken by another kind.</summary>
    internal Family? GetOrAdd(string name, string help, string type, double[]? bounds, TimeSpan? expiresAfter)
    {
        lock (_families)
        {
            if (_families.TryGetValue(name, out var family))
            {
                return family.IsHistogram == bounds is not null ? family : null;
            }

            var isTaken = bounds is null
                ? Parts.Any(part => name.EndsWith(part, StringComparison.Ordinal) && _families.TryGetValue(name[..^part.Length], out var other) && other.IsHistogram)
                : Parts.Any(part => _families.ContainsKey(name + part));
            return isTaken ? null : _families[name] = new Family(name, help, type, bounds, expiresAfter);
        }
    }

    internal void SetBeforeFirstCollectCallback(Action callback) => Volatile.Write(ref _beforeFirstCollect, callback);

    internal void RemoveBeforeCollectCallback(Action callback)
    {
        lock (_beforeCollect)
        {
            _beforeCollect.Remove(callback);
        }
    }
}
