using System.Diagnostics.Metrics;

namespace Prometheus;

/// <summary>Exports instruments of System.Diagnostics.Metrics. Counters are exported as gauges, as the official adapter does.</summary>
public sealed class MeterAdapter : IDisposable
{
    private readonly MeterAdapterOptions _options;
    private readonly MeterListener _listener = new();
    private readonly ValueSeries _connected;
    private readonly ValueSeries _rejected;
    private readonly ValueSeries _dropped;

    private MeterAdapter(MeterAdapterOptions options)
    {
        _options = options;
        _connected = Own("instruments_connected", "Number of instruments that are currently connected to the adapter.");
        _rejected = Own("instruments_rejected", "Number of instruments that are not exported: another kind of metric has the name.");
        _dropped = Own("measurements_dropped", "Number of measurements that were not exported: too many series of a metric, unusable tags, or a failed callback.");
        _listener.InstrumentPublished = OnPublished;
        _listener.MeasurementsCompleted = (_, _) => _connected.Add(-1);
        _listener.SetMeasurementEventCallback<byte>((_, value, tags, state) => OnMeasured(value, tags, state));
        _listener.SetMeasurementEventCallback<short>((_, value, tags, state) => OnMeasured(value, tags, state));
        _listener.SetMeasurementEventCallback<int>((_, value, tags, state) => OnMeasured(value, tags, state));
        _listener.SetMeasurementEventCallback<long>((_, value, tags, state) => OnMeasured(value, tags, state));
        _listener.SetMeasurementEventCallback<float>((_, value, tags, state) => OnMeasured(value, tags, state));
        _listener.SetMeasurementEventCallback<double>((_, value, tags, state) => OnMeasured(value, tags, state));
        _listener.SetMeasurementEventCallback<decimal>((_, value, tags, state) => OnMeasured((double)value, tags, state));
        _listener.Start();
        options.Target.AddBeforeCollectCallback(Observe);
    }

    private delegate bool Record(Series series, double value);

    /// <summary>Starts exporting until disposed.</summary>
    public static IDisposable StartListening() => StartListening(MeterAdapterOptions.Default);

    /// <inheritdoc cref="StartListening()"/>
    public static IDisposable StartListening(MeterAdapterOptions options) => new MeterAdapter(options);

    public void Dispose()
    {
        _options.Target.RemoveBeforeCollectCallback(Observe);
        _listener.Dispose();
    }

    private void OnPublished(Instrument instrument, MeterListener listener)
    {
        if (!_options.InstrumentFilterPredicate(instrument) || RecordFor(instrument) is not { } record)
        {
            return;
        }

        var name = PrometheusName.From($"{instrument.Meter.Name}_{instrument.Name}");
        var bounds = instrument.GetType().GetGenericTypeDefinition() == typeof(Histogram<>) ? _options.ResolveHistogramBuckets(instrument) : null;
        if (_options.Target.GetOrAdd(name, Help(instrument), "gauge", bounds, _options.MetricsExpireAfter) is { } family)
        {
            _connected.Add(1);
            listener.EnableMeasurementEvents(instrument, new Connected(family, record));
        }
        else
        {
            _rejected.Add(1);
        }
    }

    private void OnMeasured(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        var (family, record) = (Connected)state!;
        try
        {
            while (family.Find(tags) is { } series)
            {
                if (record(series, value))
                {
                    return;
                }
            }

            _dropped.Add(1);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // A tag whose ToString fails must not break the code that is measured.
            _dropped.Add(1);
        }
    }

    private void Observe()
    {
        try
        {
            _listener.RecordObservableInstruments();
        }
        catch (AggregateException failures)
        {
            // One instrument's broken callback must not hide the others.
            _dropped.Add(failures.InnerExceptions.Count);
        }
    }

    private ValueSeries Own(string name, string help) =>
        (ValueSeries)_options.Target.GetOrAdd("prometheus_net_meteradapter_" + name, help, "gauge", null, null)!.Find([])!;

    private static Record? RecordFor(Instrument instrument)
    {
        var type = instrument.GetType();
        var kind = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        return kind == typeof(Counter<>) || kind == typeof(UpDownCounter<>)
            ? static (series, value) => ((ValueSeries)series).Add(value)
            : kind == typeof(ObservableCounter<>) || kind == typeof(ObservableUpDownCounter<>) || kind == typeof(ObservableGauge<>) || kind == typeof(Gauge<>)
                ? static (series, value) => ((ValueSeries)series).Set(value)
                : kind == typeof(Histogram<>)
                    ? static (series, value) => ((HistogramSeries)series).Observe(value)
                    : null;
    }

    private static string Help(Instrument instrument)
    {
        var unit = string.IsNullOrWhiteSpace(instrument.Unit) ? "" : $"({instrument.Unit}) ";
        return $"{unit}{instrument.Description} ({instrument.GetType().Name})";
    }

    private sealed record Connected(Family Family, Record Record);
}
