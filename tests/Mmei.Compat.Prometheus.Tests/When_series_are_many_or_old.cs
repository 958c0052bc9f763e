namespace Mmei.Compat.Prometheus.Tests;

public sealed class When_series_are_many_or_old
{
    [Fact]
    public async Task Should_bound_the_series_of_a_metric_and_count_what_it_drops()
    {
        using var measured = new Measured();
        var counter = measured.Meter.CreateCounter<long>("sold");
        for (var user = 0; user < 3_000; user++)
        {
            counter.Add(1, new KeyValuePair<string, object?>("user", user));
        }

        counter.Add(1, new KeyValuePair<string, object?>("user", 0));

        var metrics = await measured.CollectAsync();
        metrics.Samples.Count(sample => sample.Name == "shop_orders_sold").ShouldBe(2_000);
        metrics.Value("shop_orders_sold", ("user", "0")).ShouldBe(2);
        metrics.Value("prometheus_net_meteradapter_measurements_dropped").ShouldBe(1_000);
    }

    [Fact]
    public async Task Should_forget_series_that_are_not_updated()
    {
        var clock = new Clock();
        using var measured = new Measured(clock);
        var counter = measured.Meter.CreateCounter<long>("sold");
        counter.Add(1, new KeyValuePair<string, object?>("kind", "old"));
        await measured.CollectAsync();

        clock.Now += TimeSpan.FromMinutes(4);
        counter.Add(1, new KeyValuePair<string, object?>("kind", "new"));
        (await measured.CollectAsync()).Samples.Count(sample => sample.Name == "shop_orders_sold").ShouldBe(2);

        clock.Now += TimeSpan.FromMinutes(2);
        var metrics = await measured.CollectAsync();
        metrics.Samples.Where(sample => sample.Name == "shop_orders_sold").ShouldHaveSingleItem().Labels["kind"].ShouldBe("new");

        counter.Add(5, new KeyValuePair<string, object?>("kind", "old"));
        (await measured.CollectAsync()).Value("shop_orders_sold", ("kind", "old")).ShouldBe(5);
    }

    [Fact]
    public async Task Should_make_room_for_new_series_when_old_ones_are_forgotten()
    {
        var clock = new Clock();
        using var measured = new Measured(clock);
        var counter = measured.Meter.CreateCounter<long>("sold");
        for (var user = 0; user < 2_000; user++)
        {
            counter.Add(1, new KeyValuePair<string, object?>("user", user));
        }

        await measured.CollectAsync();
        clock.Now += TimeSpan.FromMinutes(6);
        await measured.CollectAsync();
        counter.Add(1, new KeyValuePair<string, object?>("user", "late"));

        (await measured.CollectAsync()).Value("shop_orders_sold", ("user", "late")).ShouldBe(1);
    }

    private sealed class Clock : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
