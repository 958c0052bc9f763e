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

        (await app.GetAsync("/metrics")).Text.ShouldContain("events_total{kind=\"a\"} 3\n");
    }

    [Fact]
    public async Task Should_say_which_program_it_is_and_of_which_version()
    {
        await using var app = await HostedApp.StartAsync();

        (await app.GetAsync("/metrics")).Text.ShouldMatch("""mmei_build_info\{service="Mmei.Hosting.Tests",version="0[.]1[.]0[^"]*"\} 1\n""");
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

        text.ShouldContain("http_server_request_duration_seconds_count{");
    }

    [Fact]
    public void Should_take_bounds_from_the_instrument()
    {
        using var meter = new Meter("Mmei.Hosting.Tests.Bounds");

        ExportedInstrument.Bounds(meter.CreateHistogram<double>("a", "s", null, null, new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [1, 2],
        })).ShouldBe([1, 2]);
        ExportedInstrument.Bounds(meter.CreateHistogram<int>("b", null, null, null, new InstrumentAdvice<int>
        {
            HistogramBucketBoundaries = [3, 4],
        })).ShouldBe([3, 4]);
        ExportedInstrument.Bounds(meter.CreateHistogram<double>("c", "s"))[0].ShouldBe(0.0005);
        ExportedInstrument.Bounds(meter.CreateHistogram<double>("d", "By")).ShouldContain(1024);
    }

    [Fact]
    public async Task Should_say_what_only_grows_and_what_does_not()
    {
        await using var app = await HostedApp.StartAsync();
        using var meter = new Meter("Mmei.Hosting.Tests.Types");
        meter.CreateCounter<long>("grown").Add(1);
        meter.CreateUpDownCounter<long>("moved").Add(2);
        meter.CreateHistogram<double>("spread", "s").Record(0.1);
        meter.CreateObservableGauge("seen", () => 3, "By");

        var text = (await app.GetAsync("/metrics")).Text;

        text.ShouldContain("# TYPE grown_total counter\ngrown_total 1\n");
        text.ShouldContain("# TYPE moved gauge\nmoved 2\n");
        text.ShouldContain("# TYPE spread_seconds histogram\n");
        text.ShouldContain("# TYPE seen_bytes gauge\nseen_bytes 3\n");
    }

    [Fact]
    public async Task Should_not_export_the_insides_of_runtime_server_and_bus()
    {
        await using var app = await HostedApp.StartAsync();
        using var meter = new Meter("Somebody.Else");
        meter.CreateCounter<long>("somebody.elses").Add(1);

        var text = (await app.GetAsync("/metrics")).Text;

        text.ShouldNotContain("somebody");
        text.ShouldNotContain("dotnet_gc");
        text.ShouldNotContain("kestrel");
    }

    [Fact]
    public async Task Should_bound_the_series_of_a_label_that_is_not()
    {
        await using var app = await HostedApp.StartAsync();
        using var meter = new Meter("Mmei.Hosting.Tests.Bound");
        var counter = meter.CreateCounter<long>("unbounded");
        for (var i = 0; i < 1000; i++)
        {
            counter.Add(1, new KeyValuePair<string, object?>("id", i));
        }

        var text = (await app.GetAsync("/metrics")).Text;

        text.Split('\n').Count(line => line.StartsWith("unbounded_total{", StringComparison.Ordinal)).ShouldBe(201);
        text.ShouldContain("unbounded_total{id=\"other\"} 800\n");
    }

    [Fact]
    public async Task Should_know_a_label_that_several_threads_bring_at_once()
    {
        const int Threads = 4;
        await using var app = await HostedApp.StartAsync();
        using var meter = new Meter("Mmei.Hosting.Tests.AtOnce");
        var counter = meter.CreateCounter<long>("at_once");
        for (var i = 0; i < 150; i++)
        {
            using var together = new Barrier(Threads);
            await Task.WhenAll(Enumerable.Range(0, Threads).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    together.SignalAndWait(TestContext.Current.CancellationToken);
                    counter.Add(1, new KeyValuePair<string, object?>("id", i));
                },
                TestContext.Current.CancellationToken,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default)));
        }

        (await app.GetAsync("/metrics")).Text.ShouldNotContain("at_once_total{id=\"other\"}");
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
            meter.CreateCounter<double>("half", "s").Add(0.5);

            (await app.GetAsync("/metrics")).Text.ShouldContain("half_seconds_total 0.5\n");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
