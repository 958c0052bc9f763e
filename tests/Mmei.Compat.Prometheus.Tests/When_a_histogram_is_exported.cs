using System.Globalization;
using Prometheus;

namespace Mmei.Compat.Prometheus.Tests;

public sealed class When_a_histogram_is_exported
{
    [Fact]
    public async Task Should_count_cumulatively_with_inclusive_bounds()
    {
        using var measured = new Measured(buckets: _ => [1, 2.5, 10]);
        var histogram = measured.Meter.CreateHistogram<double>("wait", "s");
        foreach (var value in new[] { 0.5, 1, 1.0001, 2.5, 9, 10, 11, 1000 })
        {
            histogram.Record(value, new KeyValuePair<string, object?>("queue", "a"));
        }

        var metrics = await measured.CollectAsync();

        metrics.TypeOf("shop_orders_wait").ShouldBe("histogram");
        metrics.Value("shop_orders_wait_bucket", ("queue", "a"), ("le", "1")).ShouldBe(2);
        metrics.Value("shop_orders_wait_bucket", ("queue", "a"), ("le", "2.5")).ShouldBe(4);
        metrics.Value("shop_orders_wait_bucket", ("queue", "a"), ("le", "10")).ShouldBe(6);
        metrics.Value("shop_orders_wait_bucket", ("queue", "a"), ("le", "+Inf")).ShouldBe(8);
        metrics.Value("shop_orders_wait_count", ("queue", "a")).ShouldBe(8);
        metrics.Value("shop_orders_wait_sum", ("queue", "a")).ShouldBe(1035.0001, 1e-9);
    }

    [Fact]
    public async Task Should_have_the_official_default_buckets()
    {
        using var measured = new Measured();
        measured.Meter.CreateHistogram<int>("size").Record(3);

        var bounds = (await measured.CollectAsync()).Samples.Where(sample => sample.Name == "shop_orders_size_bucket").Select(sample => sample.Labels["le"]).ToArray();

        bounds.Length.ShouldBe(26);
        bounds[0].ShouldBe("0.01");
        bounds[1].ShouldBe("0.02");
        double.Parse(bounds[24], CultureInfo.InvariantCulture).ShouldBe(0.01 * Math.Pow(2, 24), 1e-6);
        bounds[25].ShouldBe("+Inf");
    }

    [Fact]
    public async Task Should_not_count_what_is_not_a_number()
    {
        using var measured = new Measured();
        var histogram = measured.Meter.CreateHistogram<double>("size");
        histogram.Record(double.NaN);
        histogram.Record(1);
        histogram.Record(double.PositiveInfinity);

        var metrics = await measured.CollectAsync();

        metrics.Value("shop_orders_size_count").ShouldBe(2);
        metrics.Value("shop_orders_size_sum").ShouldBe(double.PositiveInfinity);
    }

    [Fact]
    public async Task Should_keep_its_own_bound_label()
    {
        using var measured = new Measured(buckets: _ => [1]);
        measured.Meter.CreateHistogram<double>("size").Record(1, new KeyValuePair<string, object?>("le", "mine"));

        (await measured.CollectAsync()).Value("shop_orders_size_bucket", ("le", "1")).ShouldBe(1);
    }

    [Fact]
    public void Should_offer_usual_bounds()
    {
        Histogram.ExponentialBuckets(1, 3, 4).ShouldBe([1, 3, 9, 27]);
        Histogram.LinearBuckets(1, 0.5, 3).ShouldBe([1, 1.5, 2]);
    }
}
