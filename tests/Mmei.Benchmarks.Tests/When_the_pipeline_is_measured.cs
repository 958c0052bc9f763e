using System.Text.Json;
using Mmei.Benchmarks.Measuring;
using Mmei.Benchmarks.Pipeline;
using Mmei.Testing;
using Mmei.Testing.Servers;

namespace Mmei.Benchmarks.Tests;

public sealed class When_the_pipeline_is_measured(RabbitMqServer rabbitMq) : IClassFixture<RabbitMqServer>
{
    [Fact]
    public async Task Should_report_every_ratio_and_figure_and_answer_every_observation()
    {
        var settings = new PipelineSettings
        {
            Rounds = 1,
            Seconds = 2,
            InFlight = 8,
            OpenJoins = [100, 300],
            Observations = 200,
            RabbitMqPort = rabbitMq.Port,
            Repository = Repository.Root,
        };

        var report = await PipelineSuite.RunAsync(settings, TextWriter.Null, TimeProvider.System);

        using var document = JsonDocument.Parse(Reports.Write(report));
        document.RootElement.GetProperty("ratios").EnumerateObject().Select(ratio => ratio.Name).ShouldBe(
            ["pipeline_vs_raw", "cost_at_300_vs_100"]);
        report.Ratios.Values.ShouldAllBe(ratio => ratio > 0);
        foreach (var name in new[] { "join_added_p50_ms", "join_added_p99_ms", "bytes_per_join", "cpu_ms_per_observation" })
        {
            report.Figures[name].ShouldBeGreaterThan(0, name);
        }

        report.MessageBytes.Count.ShouldBe(9);
        report.Counts.Values.ShouldAllBe(counts => counts.Sent > 0 && counts.Answered == counts.Sent);
    }
}
