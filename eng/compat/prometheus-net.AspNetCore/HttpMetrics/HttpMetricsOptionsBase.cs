namespace Prometheus.HttpMetrics;

/// <summary>What the HTTP metrics have in common.</summary>
public abstract class HttpMetricsOptionsBase
{
    public bool Enabled { get; set; } = true;

    /// <summary>Write 2xx instead of 200.</summary>
    public bool ReduceStatusCodeCardinality { get; set; }

    public CollectorRegistry? Registry { get; set; }
}

public sealed class HttpInProgressOptions : HttpMetricsOptionsBase;

public sealed class HttpRequestCountOptions : HttpMetricsOptionsBase;

public sealed class HttpRequestDurationOptions : HttpMetricsOptionsBase;
