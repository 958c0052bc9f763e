using System.Diagnostics.Metrics;
using Prometheus;

namespace Mmei.Hosting.Measurement;

/// <summary>
/// Exports every instrument of the process. The registry belongs to the process and not to a host, so this starts once, before anything is
/// measured; event counters and process metrics repeat what the runtime's own meter says and are left out.
/// </summary>
internal static class MetricsExport
{
    /// <summary>From half a millisecond to ten seconds, for durations whose instrument gives no bounds of its own.</summary>
    private static readonly double[] Seconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private static readonly Lazy<IDisposable> Adapter = new(static () =>
    {
        Metrics.SuppressDefaultMetrics();
        return MeterAdapter.StartListening(new MeterAdapterOptions
        {
            ResolveHistogramBuckets = Bounds,

            // Rare events must not vanish between two of them; the number of series is bounded by closed sets of tags.
            MetricsExpireAfter = TimeSpan.FromDays(1),
        });
    });

    public static void Start() => _ = Adapter.Value;

    internal static double[] Bounds(Instrument instrument)
    {
        var advised = instrument switch
        {
            Histogram<double> histogram => histogram.Advice?.HistogramBucketBoundaries,
            Histogram<float> histogram => histogram.Advice?.HistogramBucketBoundaries?.Select(bound => (double)bound),
            Histogram<long> histogram => histogram.Advice?.HistogramBucketBoundaries?.Select(bound => (double)bound),
            Histogram<int> histogram => histogram.Advice?.HistogramBucketBoundaries?.Select(bound => (double)bound),
            _ => null,
        };
        return advised?.ToArray() ?? (instrument.Unit == "s" ? Seconds : MeterAdapterOptions.DefaultHistogramBuckets);
    }
}
