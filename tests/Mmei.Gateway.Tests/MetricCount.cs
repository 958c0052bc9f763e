using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Mmei.Gateway.Tests;

/// <summary>Adds up a counter of one host, so that a test can wait for it.</summary>
internal sealed class MetricCount : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private long _count;
    private long _expected = long.MaxValue;

    public MetricCount(string meter, string instrument, IServiceProvider host, params (string Key, string Value)[] tags)
    {
        var scope = host.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (published, listener) =>
        {
            if (published.Meter.Name == meter && published.Name == instrument && published.Meter.Scope == scope)
            {
                listener.EnableMeasurementEvents(published);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, added, actual, _) =>
        {
            if (ContainsAll(actual, tags))
            {
                Add(added);
            }
        });
        _listener.Start();
    }

    public Task WaitForAsync(long count)
    {
        lock (_gate)
        {
            _expected = count;
        }

        Add(0);
        return _reached.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    public void Dispose() => _listener.Dispose();

    private void Add(long added)
    {
        lock (_gate)
        {
            _count += added;
            if (_count >= _expected)
            {
                _reached.TrySetResult();
            }
        }
    }

    private static bool ContainsAll(ReadOnlySpan<KeyValuePair<string, object?>> actual, (string Key, string Value)[] expected)
    {
        foreach (var tag in expected)
        {
            if (!Contains(actual, tag))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Contains(ReadOnlySpan<KeyValuePair<string, object?>> actual, (string Key, string Value) expected)
    {
        foreach (var tag in actual)
        {
            if (tag.Key == expected.Key && Equals(tag.Value, expected.Value))
            {
                return true;
            }
        }

        return false;
    }
}
