using System.Diagnostics.Metrics;

namespace Mmei.Hosting.Measurement;

/// <summary>
/// Exports the instruments of ours and the few of others that <see cref="ExportedInstrument"/> names; docs/metrics.md lists them.
/// The registry belongs to the process and not to a host, so this starts once, before anything is measured.
/// </summary>
internal static class MetricsExport
{
    private static readonly Lazy<MeterListener> Listener = new(static () =>
    {
        Prometheus.Metrics.SuppressDefaultMetrics();
        var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (ExportedInstrument.Of(instrument) is { } exported)
                {
                    listener.EnableMeasurementEvents(instrument, exported);
                }
            },
        };
        listener.SetMeasurementEventCallback<byte>(static (_, value, tags, exported) => Record(exported, value, tags));
        listener.SetMeasurementEventCallback<short>(static (_, value, tags, exported) => Record(exported, value, tags));
        listener.SetMeasurementEventCallback<int>(static (_, value, tags, exported) => Record(exported, value, tags));
        listener.SetMeasurementEventCallback<long>(static (_, value, tags, exported) => Record(exported, value, tags));
        listener.SetMeasurementEventCallback<float>(static (_, value, tags, exported) => Record(exported, value, tags));
        listener.SetMeasurementEventCallback<double>(static (_, value, tags, exported) => Record(exported, value, tags));
        listener.Start();
        BuildInfo.Publish();
        Prometheus.Metrics.DefaultRegistry.AddBeforeCollectCallback(listener.RecordObservableInstruments);
        return listener;
    });

    public static void Start() => _ = Listener.Value;

    private static void Record(object? exported, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        ((ExportedInstrument)exported!).Record(value, tags);
}
