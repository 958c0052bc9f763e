using System.Collections.Concurrent;

namespace Prometheus;

/// <summary>All series of one metric name, at most <see cref="MaxSeries"/>.</summary>
internal sealed class Family(string name, string help, string type, double[]? bounds, TimeSpan? expiresAfter)
{
    /// <summary>More label sets than this are a mistake in the instrumentation; what they would record is dropped, and counted as such.</summary>
    public const int MaxSeries = 2_000;

    // The same labels may arrive in different orders, so several tag sets may stand for one series.
    private const int MaxTagSets = 4 * MaxSeries;

    private readonly ConcurrentDictionary<string, Series> _series = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<KeyValuePair<string, object?>[], Series> _byTags = new(TagsComparer.Instance);
    private readonly Lock _change = new();
    private int _tagSets;
    private int _count;

    public string Name => name;

    public bool IsHistogram => bounds is not null;

    /// <summary>The series of these tags, made if new; null when there would be too many.</summary>
    public Series? Find(ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _byTags.GetAlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>>().TryGetValue(tags, out var series) ? series : FindByLabels(tags);

    /// <summary>Forgets what was not updated for long, and writes the rest.</summary>
    public void Write(TextFormat text, TimeProvider clock)
    {
        Expire(clock);
        if (_series.IsEmpty)
        {
            return;
        }

        text.Head(name, help, bounds is null ? type : "histogram");
        foreach (var (_, series) in _series.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            series.Write(text, name);
        }
    }

    private Series? FindByLabels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = TextFormat.Labels(tags, except: bounds is null ? null : "le");
        if (!_series.ContainsKey(labels) && Volatile.Read(ref _count) >= MaxSeries)
        {
            return null;
        }

        lock (_change)
        {
            if (!_series.TryGetValue(labels, out var series))
            {
                if (_count >= MaxSeries)
                {
                    return null;
                }

                _series[labels] = series = bounds is null ? new ValueSeries(labels) : new HistogramSeries(labels, bounds);
                _count++;
            }

            if (_tagSets < MaxTagSets && _byTags.TryAdd(tags.ToArray(), series))
            {
                _tagSets++;
            }

            return series;
        }
    }

    private void Expire(TimeProvider clock)
    {
        if (expiresAfter is not { } limit)
        {
            return;
        }

        var now = clock.GetTimestamp();
        lock (_change)
        {
            foreach (var (labels, series) in _series)
            {
                series.See(now);
                if (clock.GetElapsedTime(series.LastSeen, now) > limit && series.TryRetire() && _series.TryRemove(labels, out _))
                {
                    _count--;
                }
            }

            foreach (var (tags, series) in _byTags)
            {
                if (series.IsRetired && _byTags.TryRemove(tags, out _))
                {
                    _tagSets--;
                }
            }
        }
    }
}
