namespace Prometheus;

/// <summary>What the process exports by default.</summary>
public static class Metrics
{
    private static Action<MeterAdapterOptions> _configureMeterAdapter = static _ => { };

    static Metrics() => SuppressDefaultMetrics(new SuppressDefaultMetricOptions());

    public static CollectorRegistry DefaultRegistry { get; } = new();

    public static MetricFactory DefaultFactory { get; } = new(DefaultRegistry);

    public static CollectorRegistry NewCustomRegistry() => new();

    /// <summary>A factory of metrics in <paramref name="registry"/>.</summary>
    public static MetricFactory WithCustomRegistry(CollectorRegistry registry) => new(registry);

    /// <summary>Export nothing but what is added; to be called before the first collection.</summary>
    public static void SuppressDefaultMetrics() => SuppressDefaultMetrics(new SuppressDefaultMetricOptions { SuppressMeters = true });

    /// <inheritdoc cref="SuppressDefaultMetrics()"/>
    public static void SuppressDefaultMetrics(SuppressDefaultMetricOptions options) =>
        DefaultRegistry.SetBeforeFirstCollectCallback(() =>
        {
            if (!options.SuppressMeters)
            {
                var adapter = new MeterAdapterOptions();
                _configureMeterAdapter(adapter);
                MeterAdapter.StartListening(adapter);
            }
        });

    /// <summary>Changes the options of the adapter that starts with the first collection.</summary>
    public static void ConfigureMeterAdapter(Action<MeterAdapterOptions> callback) => _configureMeterAdapter = callback;
}
