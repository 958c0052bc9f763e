using System.Globalization;
using System.Text.Json;
using Mmei.Benchmarks.Gateway;
using Mmei.Benchmarks.Measuring;

namespace Mmei.Benchmarks.Tests;

/// <summary>With 20 event streams; <c>MMEI_TEST_EVENT_STREAMS</c> names another number.</summary>
public sealed class When_the_gateway_is_measured
{
    [Fact]
    public async Task Should_report_every_ratio_and_figure()
    {
        var clients = int.Parse(Environment.GetEnvironmentVariable("MMEI_TEST_EVENT_STREAMS") ?? "20", CultureInfo.InvariantCulture);
        var edge = await EdgeSuite.RunAsync(rounds: 1, seconds: 0.5, clients, TextWriter.Null, TimeProvider.System);
        var report = GatewayReport.Of([Round], edge, firstPaintMs: 90, Machine.Read(), seconds: 0.5, TimeProvider.System.GetUtcNow());

        using var document = JsonDocument.Parse(Reports.Write(report));

        var ratios = document.RootElement.GetProperty("ratios");
        ratios.EnumerateObject().Select(ratio => ratio.Name).ShouldBe(
            ["goodput_at_2x_text", "goodput_at_2x_media", "end_to_end_vs_stages"]);
        ratios.GetProperty("goodput_at_2x_text").GetDouble().ShouldBe(0.5);
        ratios.GetProperty("goodput_at_2x_media").GetDouble().ShouldBe(0.75);
        var figures = document.RootElement.GetProperty("figures");
        figures.EnumerateObject().Select(figure => figure.Name).ShouldBe(
            ["proxy_added_p50_ms", "proxy_added_p99_ms", "refusal_p99_ms", "sse_clients_mb", "page_first_paint_ms"]);
        figures.GetProperty("sse_clients_mb").GetDouble().ShouldBeGreaterThan(0);
        edge.SseClients.ShouldBe(clients);
        TestContext.Current.TestOutputHelper!.WriteLine(edge.ToString());
        Math.Min(edge.DirectPeak, edge.ProxiedPeak).ShouldBeGreaterThan(0);
        document.RootElement.GetProperty("bars").GetArrayLength().ShouldBe(8);
        Reports.Read<GatewayReport>(Reports.Write(report)).Bars.ShouldBe(report.Bars);
    }

    private static GatewayRound Round => new()
    {
        P50Ms = 40,
        EndToEndVsStages = 1.05,
        TextPeak = 100,
        TextGoodput = 50,
        Peak = 40,
        Goodput = 30,
        RefusedP50Ms = 5,
        RefusedP99Ms = 19,
        Sent = 200,
        Answered = 100,
        Refused = 100,
        Late = 0,
        Failed = 0,
    };
}
