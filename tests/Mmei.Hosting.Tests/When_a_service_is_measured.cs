using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Mmei.Hosting.Measurement;

namespace Mmei.Hosting.Tests;

public sealed class When_a_service_is_measured
{
    [Fact]
    public async Task Should_export_what_was_counted_before_the_first_scrape()
    {
        await using var app = await HostedApp.StartAsync();
        using var meter = new Meter("Mmei.Hosting.Tests.Early");
        meter.CreateCounter<long>("events").Add(3, new KeyValuePair<string, object?>("kind", "a"));

        (await app.GetAsync("/metrics")).Text.ShouldContain("mmei_hosting_tests_early_events{kind=\"a\"} 3\n");
    }

    [Fact(Timeout = 30_000)]
    public async Task Should_count_requests_by_route()
    {
        await using var app = await HostedApp.StartAsync(map => map.MapGet("/measured/{id}", (string id) => id));
        await app.GetAsync("/measured/1");

        // The server records a request after its answer has left, so the scrape may have to wait for it.
        string text;
        do
        {
            text = (await app.GetAsync("/metrics")).Text;
        }
        while (!text.Contains("http_route=\"/measured/{id}\"", StringComparison.Ordinal));

        text.ShouldContain("microsoft_aspnetcore_hosting_http_server_request_duration_count");
    }

    [Fact]
    public void Should_take_bounds_from_the_instrument()
    {
        using var meter = new Meter("Mmei.Hosting.Tests.Bounds");

        MetricsExport.Bounds(meter.CreateHistogram<double>("a", "s", null, null, new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [1, 2],
        })).ShouldBe([1, 2]);
        MetricsExport.Bounds(meter.CreateHistogram<int>("b", null, null, null, new InstrumentAdvice<int>
        {
            HistogramBucketBoundaries = [3, 4],
        })).ShouldBe([3, 4]);
        MetricsExport.Bounds(meter.CreateHistogram<double>("c", "s"))[0].ShouldBe(0.0005);
        MetricsExport.Bounds(meter.CreateHistogram<double>("d", "By")).Length.ShouldBe(25);
    }

    [Fact]
    public async Task Should_write_numbers_the_same_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = "," } };
            await using var app = await HostedApp.StartAsync();
            using var meter = new Meter("Mmei.Hosting.Tests.Culture");
            meter.CreateCounter<double>("half").Add(0.5);

            (await app.GetAsync("/metrics")).Text.ShouldContain("mmei_hosting_tests_culture_half 0.5\n");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
