namespace Prometheus;

/// <summary>Where metrics are made; here only a choice of registry, see <see cref="MeterAdapterOptions.MetricFactory"/>.</summary>
public interface IMetricFactory;

/// <inheritdoc cref="IMetricFactory"/>
public sealed class MetricFactory : IMetricFactory
{
    internal MetricFactory(CollectorRegistry registry) => Registry = registry;

    internal CollectorRegistry Registry { get; }
}
