using System.Diagnostics.Metrics;

namespace Prometheus;

/// <summary>How instruments become metrics.</summary>
public sealed record MeterAdapterOptions
{
    public static readonly double[] DefaultHistogramBuckets = Histogram.ExponentialBuckets(0.01, 2, 25);

    private static readonly Func<Instrument, bool> Everything = static _ => true;
    private static readonly Func<Instrument, double[]> DefaultBuckets = static _ => DefaultHistogramBuckets;

    public static MeterAdapterOptions Default => new();

    /// <summary>Which instruments are exported.</summary>
    public Func<Instrument, bool> InstrumentFilterPredicate { get; set; } = Everything;

    /// <summary>A series is dropped when it was not updated for this long.</summary>
    public TimeSpan MetricsExpireAfter { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Where the metrics are exported; counts only while <see cref="MetricFactory"/> is null.</summary>
    public CollectorRegistry Registry { get; set; } = Metrics.DefaultRegistry;

    /// <summary>If set, as it is by default, the metrics are exported where this one makes them.</summary>
    public IMetricFactory? MetricFactory { get; set; } = Metrics.DefaultFactory;

    internal CollectorRegistry Target => MetricFactory is MetricFactory factory ? factory.Registry : Registry;

    /// <summary>The upper bounds of a histogram's buckets, ascending; the last, infinite one is added.</summary>
    public Func<Instrument, double[]> ResolveHistogramBuckets { get; set; } = DefaultBuckets;
}
