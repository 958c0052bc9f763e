using System.Diagnostics.Metrics;
using System.Text;
using Prometheus;

namespace Mmei.Compat.Prometheus.Tests;

/// <summary>A meter of its own, exported by a registry of its own.</summary>
internal sealed class Measured : IDisposable
{
    private readonly CollectorRegistry _registry;
    private readonly IDisposable _adapter;

    public Measured(TimeProvider? clock = null, Func<Instrument, double[]>? buckets = null)
    {
        _registry = clock is null ? Metrics.NewCustomRegistry() : new CollectorRegistry(clock);
        Meter = new Meter("Shop.Orders");
        var options = new MeterAdapterOptions { Registry = _registry, MetricFactory = null, InstrumentFilterPredicate = instrument => instrument.Meter == Meter };
        if (buckets is not null)
        {
            options.ResolveHistogramBuckets = buckets;
        }

        _adapter = MeterAdapter.StartListening(options);
    }

    public Meter Meter { get; }

    public CollectorRegistry Registry => _registry;

    public async Task<string> TextAsync()
    {
        using var stream = new MemoryStream();
        await _registry.CollectAndExportAsTextAsync(stream, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    public async Task<Exposition> CollectAsync() => Exposition.Parse(await TextAsync());

    public void Dispose()
    {
        _adapter.Dispose();
        Meter.Dispose();
    }
}
