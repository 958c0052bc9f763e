using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Prometheus;

namespace Mmei.Compat.Prometheus.Tests;

public sealed class When_metrics_are_served
{
    [Fact]
    public async Task Should_answer_in_the_text_format()
    {
        using var measured = new Measured();
        measured.Meter.CreateCounter<long>("sold").Add(1);
        await using var app = await StartAsync(app => app.MapMetrics("/numbers", measured.Registry));
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        using var response = await client.GetAsync("/numbers", TestContext.Current.CancellationToken);

        response.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; version=0.0.4; charset=utf-8");
        Exposition.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Value("shop_orders_sold").ShouldBe(1);
    }

    [Fact]
    public async Task Should_export_the_frameworks_meters_by_default()
    {
        await using var app = await StartAsync(app => app.MapMetrics());
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        await client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);

        var metrics = Exposition.Parse(await client.GetStringAsync("/metrics", TestContext.Current.CancellationToken));

        metrics.TypeOf("microsoft_aspnetcore_hosting_http_server_active_requests").ShouldBe("gauge");
        metrics.Has("system_runtime_dotnet_gc_collections").ShouldBeTrue();
    }

    [Fact]
    public async Task Should_export_where_the_factory_is_unless_there_is_none()
    {
        using var meter = new Meter("Shop.Factory");
        var registry = Metrics.NewCustomRegistry();
        using var adapter = MeterAdapter.StartListening(new MeterAdapterOptions
        {
            MetricFactory = Metrics.WithCustomRegistry(registry),
            InstrumentFilterPredicate = instrument => instrument.Meter == meter,
        });
        meter.CreateCounter<long>("sold").Add(1);
        using var stream = new MemoryStream();

        await registry.CollectAndExportAsTextAsync(stream, TestContext.Current.CancellationToken);

        Exposition.Parse(Encoding.UTF8.GetString(stream.ToArray())).Value("shop_factory_sold").ShouldBe(1);
    }

    [Fact]
    public async Task Should_measure_requests()
    {
        var registry = Metrics.NewCustomRegistry();
        await using var app = await StartAsync(app =>
        {
            app.UseRouting();
            app.UseHttpMetrics(options =>
            {
                options.ConfigureMeasurements(measurement => measurement.Registry = registry);
                options.RequestDuration.ReduceStatusCodeCardinality = true;
            });
            app.MapGet("/items/{id}", (string id) => id);
            app.MapMetrics(registry: registry);
        });
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        await client.GetStringAsync("/items/1", TestContext.Current.CancellationToken);
        await client.GetStringAsync("/items/2", TestContext.Current.CancellationToken);
        using var missing = await client.GetAsync("/nowhere", TestContext.Current.CancellationToken);

        var metrics = Exposition.Parse(await client.GetStringAsync("/metrics", TestContext.Current.CancellationToken));

        (string, string)[] route = [("method", "GET"), ("controller", ""), ("action", ""), ("endpoint", "/items/{id}")];
        metrics.TypeOf("http_requests_received_total").ShouldBe("counter");
        metrics.Value("http_requests_received_total", [("code", "200"), .. route]).ShouldBe(2);
        metrics.Value("http_request_duration_seconds_count", [("code", "2xx"), .. route]).ShouldBe(2);
        metrics.Value("http_requests_in_progress", route).ShouldBe(0);
        metrics.Samples.Where(sample => sample.Name == "http_requests_received_total").Sum(sample => sample.Value).ShouldBe(3);
    }

    private static async Task<WebApplication> StartAsync(Action<WebApplication> map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        map(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }
}
