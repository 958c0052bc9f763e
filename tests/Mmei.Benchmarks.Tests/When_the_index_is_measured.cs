using System.Text.Json;
using Mmei.Benchmarks.Index;
using Mmei.Benchmarks.Measuring;

namespace Mmei.Benchmarks.Tests;

public sealed class When_the_index_is_measured
{
    [Fact]
    public async Task Should_report_every_figure_and_say_what_is_missing()
    {
        var settings = new IndexSettings { Rounds = 1, Seconds = 0.05, Sizes = [500, 2000], Items = 2000, Found = 20, Queries = 16 };

        var report = await IndexSuite.RunAsync(settings, TextWriter.Null, TimeProvider.System);

        using var document = JsonDocument.Parse(Reports.Write(report));
        document.RootElement.GetProperty("ratios").EnumerateObject().Select(ratio => ratio.Name).ShouldBe(
            ["scan_vs_bandwidth", "filtered_vs_unfiltered"], ignoreOrder: true);
        foreach (var name in new[] { "rank_p99_ms_2k", "rank_said_p99_ms_2k", "import_items_per_s", "restart_s_2k", "bytes_per_item" })
        {
            report.Figures[name].ShouldBeGreaterThan(0, name);
        }

        // A graph does not look at every vector; over so few it should find nearly all there is.
        report.Figures["usearch_recall_500"].ShouldBeInRange(0.9, 1);
        report.Missing.ShouldHaveSingleItem().ShouldContain("libfaiss-dev");
        report.Bars.Single(bar => bar.Name == "scan_vs_faiss").ShouldSatisfyAllConditions(
            bar => bar.Value.ShouldBeNull(), bar => bar.Met.ShouldBeFalse());
    }
}
