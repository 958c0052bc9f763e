namespace Prometheus;

/// <summary>Which defaults are not exported. Only meters are exported here; the other switches have nothing to switch off.</summary>
public sealed class SuppressDefaultMetricOptions
{
    public bool SuppressProcessMetrics { get; set; }

    public bool SuppressDebugMetrics { get; set; }

    public bool SuppressEventCounters { get; set; }

    public bool SuppressMeters { get; set; }
}
