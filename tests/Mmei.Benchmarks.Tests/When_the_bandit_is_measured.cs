using System.Text.Json;
using Mmei.Benchmarks.Bandit;
using Mmei.Benchmarks.Measuring;

namespace Mmei.Benchmarks.Tests;

public sealed class When_the_bandit_is_measured
{
    [Fact]
    public async Task Should_report_every_ratio_and_figure_and_learn_more_than_by_chance()
    {
        var report = await BanditSuite.RunAsync(seeds: 2, people: 300, seconds: 0.01, TextWriter.Null, TimeProvider.System);

        using var document = JsonDocument.Parse(Reports.Write(report));
        document.RootElement.GetProperty("ratios").GetProperty("regret_vs_random_linear").GetDouble().ShouldBeInRange(0.01, 0.9);
        string[] names = ["updates_per_s_64", "updates_per_s_128", "updates_per_s_256", "score_200_ms_128", "signal_to_ranker_p99_ms"];
        names.ShouldAllBe(name => report.Figures[name] > 0);

        report.Regrets.Count.ShouldBe(12);
    }
}
