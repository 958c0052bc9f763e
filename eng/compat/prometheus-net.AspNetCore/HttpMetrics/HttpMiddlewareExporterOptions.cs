namespace Prometheus.HttpMetrics;

/// <summary>Which HTTP metrics are taken.</summary>
public sealed class HttpMiddlewareExporterOptions
{
    public HttpInProgressOptions InProgress { get; set; } = new();

    public HttpRequestCountOptions RequestCount { get; set; } = new();

    public HttpRequestDurationOptions RequestDuration { get; set; } = new();

    /// <summary>Count requests for /metrics too.</summary>
    public bool CaptureMetricsUrl { get; set; }

    public void ReduceStatusCodeCardinality() => ConfigureMeasurements(options => options.ReduceStatusCodeCardinality = true);

    public void ConfigureMeasurements(Action<HttpMetricsOptionsBase> configure)
    {
        configure(InProgress);
        configure(RequestCount);
        configure(RequestDuration);
    }
}
