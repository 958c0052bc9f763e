using System.Diagnostics.Metrics;

namespace Mmei.Compat.Prometheus.Tests;

public sealed class When_instruments_are_exported
{
    [Fact]
    public async Task Should_name_and_describe_them_as_the_official_adapter_does()
    {
        using var measured = new Measured();
        measured.Meter.CreateCounter<long>("orders.placed-today", "{order}", "Orders that were placed.").Add(3);

        var metrics = await measured.CollectAsync();

        metrics.Value("shop_orders_orders_placed_today").ShouldBe(3);
        metrics.TypeOf("shop_orders_orders_placed_today").ShouldBe("gauge");
        metrics.HelpOf("shop_orders_orders_placed_today").ShouldBe("({order}) Orders that were placed. (Counter`1)");
    }

    [Fact]
    public async Task Should_export_every_kind()
    {
        using var measured = new Measured();
        measured.Meter.CreateCounter<int>("counter").Add(2);
        var upDown = measured.Meter.CreateUpDownCounter<double>("updown");
        upDown.Add(5);
        upDown.Add(-7.5);
        measured.Meter.CreateGauge<short>("gauge").Record(4);
        measured.Meter.CreateHistogram<float>("histogram").Record(0.5f);
        measured.Meter.CreateObservableCounter("observedcounter", () => 11L);
        measured.Meter.CreateObservableUpDownCounter("observedupdown", () => (decimal)-1.25);
        measured.Meter.CreateObservableGauge("observedgauge", () => new Measurement<byte>(9, new KeyValuePair<string, object?>("side", "left")));

        var metrics = await measured.CollectAsync();

        metrics.Value("shop_orders_counter").ShouldBe(2);
        metrics.Value("shop_orders_updown").ShouldBe(-2.5);
        metrics.Value("shop_orders_gauge").ShouldBe(4);
        metrics.Value("shop_orders_histogram_count").ShouldBe(1);
        metrics.Value("shop_orders_observedcounter").ShouldBe(11);
        metrics.Value("shop_orders_observedupdown").ShouldBe(-1.25);
        metrics.Value("shop_orders_observedgauge", ("side", "left")).ShouldBe(9);
        metrics.Value("prometheus_net_meteradapter_instruments_connected").ShouldBe(7);
    }

    [Fact]
    public async Task Should_take_observable_values_at_each_collection()
    {
        using var measured = new Measured();
        var value = 1;
        measured.Meter.CreateObservableGauge("depth", () => value);

        (await measured.CollectAsync()).Value("shop_orders_depth").ShouldBe(1);
        value = 2;
        (await measured.CollectAsync()).Value("shop_orders_depth").ShouldBe(2);
    }

    [Fact]
    public async Task Should_find_the_same_series_whatever_the_order_of_tags()
    {
        using var measured = new Measured();
        var counter = measured.Meter.CreateCounter<long>("sold");
        counter.Add(1, new("kind", "book"), new("size", 3));
        counter.Add(2, new("size", 3), new("kind", "book"));
        counter.Add(4, new("kind", "book"), new("size", 4));

        var metrics = await measured.CollectAsync();

        metrics.Value("shop_orders_sold", ("kind", "book"), ("size", "3")).ShouldBe(3);
        metrics.Value("shop_orders_sold", ("kind", "book"), ("size", "4")).ShouldBe(4);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("quote \" backslash \\ line\nbreak \\n")]
    [InlineData("{brace=\"x\"} , # HELP")]
    [InlineData("\u00fcml\u00e4ut \U0001f602")]
    [InlineData("")]
    public async Task Should_escape_label_values(string value)
    {
        using var measured = new Measured();
        measured.Meter.CreateCounter<long>("sold").Add(1, new KeyValuePair<string, object?>("what", value));

        (await measured.CollectAsync()).Value("shop_orders_sold", ("what", value)).ShouldBe(1);
    }

    [Fact]
    public async Task Should_escape_help_and_translate_label_names()
    {
        using var measured = new Measured();
        measured.Meter.CreateCounter<long>("sold", description: "line\nbreak \\ backslash")
            .Add(1, new("Http.Method", "GET"), new("1st", true), new("null", null));

        var metrics = await measured.CollectAsync();

        metrics.HelpOf("shop_orders_sold").ShouldBe("line\nbreak \\ backslash (Counter`1)");
        metrics.Value("shop_orders_sold", ("http_method", "GET"), ("_1st", "True"), ("null", "")).ShouldBe(1);
    }

    [Fact]
    public async Task Should_stay_readable_when_two_tags_translate_to_one_label()
    {
        using var measured = new Measured();
        measured.Meter.CreateCounter<long>("sold").Add(1, new("a.b", "first"), new("a_b", "second"));

        (await measured.CollectAsync()).Value("shop_orders_sold", ("a_b", "first")).ShouldBe(1);
    }

    [Fact]
    public async Task Should_write_special_numbers()
    {
        using var measured = new Measured();
        measured.Meter.CreateObservableGauge("up", () => double.PositiveInfinity);
        measured.Meter.CreateObservableGauge("down", () => double.NegativeInfinity);
        measured.Meter.CreateObservableGauge("none", () => double.NaN);
        measured.Meter.CreateObservableGauge("tiny", () => 1.2345678901234567e-300);

        var metrics = await measured.CollectAsync();

        metrics.Value("shop_orders_up").ShouldBe(double.PositiveInfinity);
        metrics.Value("shop_orders_down").ShouldBe(double.NegativeInfinity);
        metrics.Value("shop_orders_none").ShouldBe(double.NaN);
        metrics.Value("shop_orders_tiny").ShouldBe(1.2345678901234567e-300);
    }

    [Fact]
    public async Task Should_add_instruments_of_one_name_together()
    {
        using var measured = new Measured();
        measured.Meter.CreateCounter<long>("sold").Add(1);
        measured.Meter.CreateCounter<long>("Sold").Add(2);

        (await measured.CollectAsync()).Value("shop_orders_sold").ShouldBe(3);
    }

    [Fact]
    public async Task Should_refuse_a_name_that_another_kind_has()
    {
        using var measured = new Measured();
        measured.Meter.CreateHistogram<double>("wait").Record(1);
        measured.Meter.CreateCounter<long>("wait").Add(1);
        measured.Meter.CreateCounter<long>("wait.count").Add(1);

        var metrics = await measured.CollectAsync();

        metrics.TypeOf("shop_orders_wait").ShouldBe("histogram");
        metrics.Value("prometheus_net_meteradapter_instruments_rejected").ShouldBe(2);
    }

    [Fact]
    public async Task Should_go_on_when_a_callback_or_a_tag_fails()
    {
        using var measured = new Measured();
        measured.Meter.CreateObservableGauge("broken", int () => throw new InvalidOperationException());
        measured.Meter.CreateObservableGauge("fine", () => 1);
        measured.Meter.CreateCounter<long>("sold").Add(1, new KeyValuePair<string, object?>("what", new Broken()));

        var metrics = await measured.CollectAsync();

        metrics.Value("shop_orders_fine").ShouldBe(1);
        metrics.Value("prometheus_net_meteradapter_measurements_dropped").ShouldBe(2);
    }

    [Fact]
    public async Task Should_stop_when_disposed()
    {
        using var measured = new Measured();
        var counter = measured.Meter.CreateCounter<long>("sold");
        counter.Add(1);
        measured.Dispose();
        counter.Add(1);

        (await measured.CollectAsync()).Value("shop_orders_sold").ShouldBe(1);
    }

    private sealed class Broken
    {
        public override string ToString() => throw new InvalidOperationException();
    }
}
