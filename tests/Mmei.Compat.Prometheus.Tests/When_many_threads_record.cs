namespace Mmei.Compat.Prometheus.Tests;

public sealed class When_many_threads_record
{
    private const int Threads = 8;
    private const int Each = 20_000;

    [Fact]
    public async Task Should_lose_nothing_while_collecting()
    {
        using var measured = new Measured(buckets: _ => [10, 100]);
        var counter = measured.Meter.CreateCounter<long>("sold");
        var histogram = measured.Meter.CreateHistogram<int>("size");
        using var done = new CancellationTokenSource();
        var collecting = Task.Run(
            async () =>
            {
                while (!done.IsCancellationRequested)
                {
                    await measured.CollectAsync();
                }
            },
            TestContext.Current.CancellationToken);

        await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(() =>
        {
            for (var i = 0; i < Each; i++)
            {
                counter.Add(1, new KeyValuePair<string, object?>("thread", thread % 3));
                histogram.Record(i % 200);
            }
        })));
        await done.CancelAsync();
        await collecting;

        var metrics = await measured.CollectAsync();
        metrics.Samples.Where(sample => sample.Name == "shop_orders_sold").Sum(sample => sample.Value).ShouldBe(Threads * Each);
        metrics.Value("shop_orders_size_count").ShouldBe(Threads * Each);
        metrics.Value("shop_orders_size_bucket", ("le", "10")).ShouldBe(Threads * Each * 11 / 200);
        metrics.Value("shop_orders_size_sum").ShouldBe(Threads * Each * 199.0 / 2);
    }

    [Fact]
    public async Task Should_lose_nothing_while_series_expire()
    {
        var clock = new JumpingClock();
        using var measured = new Measured(clock);
        var counter = measured.Meter.CreateUpDownCounter<long>("sold");
        var exported = 0.0;
        var last = 0.0;
        using var done = new CancellationTokenSource();

        // Every collection is an hour later, so the series expires whenever nothing was recorded in between.
        var collecting = Task.Run(
            async () =>
            {
                while (!done.IsCancellationRequested)
                {
                    Take(await measured.CollectAsync());
                }
            },
            TestContext.Current.CancellationToken);
        await Task.WhenAll(Enumerable.Range(0, Threads).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < Each / 10; i++)
            {
                counter.Add(1);
                if (i % 10 == 0)
                {
                    await Task.Yield();
                }
            }
        })));
        await done.CancelAsync();
        await collecting;
        Take(await measured.CollectAsync());

        exported.ShouldBe(Threads * Each / 10);

        void Take(Exposition metrics)
        {
            var now = metrics.Has("shop_orders_sold") ? metrics.Value("shop_orders_sold") : 0;
            exported += now >= last ? now - last : now;
            last = now;
        }
    }

    private sealed class JumpingClock : TimeProvider
    {
        private long _hours;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Interlocked.Increment(ref _hours) * 3600;
    }
}
