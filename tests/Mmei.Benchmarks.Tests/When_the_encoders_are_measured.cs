using System.Diagnostics;
using System.Text.Json;
using Mmei.Benchmarks.Encoders;
using Mmei.Benchmarks.Measuring;
using Mmei.Testing;
using Mmei.Testing.Servers;

namespace Mmei.Benchmarks.Tests;

public sealed class When_the_encoders_are_measured(RabbitMqServer rabbitMq)
{
    private static readonly string[] Ratios =
        ["service_vs_loop_memory", "service_vs_loop_rabbitmq", "goodput_vs_peak", "vs_node_throughput", "vs_node_p99"];

    [Fact]
    public async Task Should_report_every_ratio_and_account_for_every_request()
    {
        var peer = Path.Combine(Repository.Root, "tests", "Mmei.Benchmarks.Peer");
        await InstallAsync(peer);
        var settings = new EncodersSettings
        {
            Rounds = 1,
            Seconds = 2,
            WarmUpSeconds = 0.1,
            RabbitMqPort = rabbitMq.Port,
            Peer = peer,
            Repository = Repository.Root,
        };

        var report = await EncodersSuite.RunAsync(settings, TextWriter.Null, TimeProvider.System);

        using var document = JsonDocument.Parse(Reports.Write(report));
        var root = document.RootElement;
        foreach (var modality in new[] { "image", "audio", "text" })
        {
            var ratios = root.GetProperty("ratios").GetProperty(modality);
            ratios.EnumerateObject().Select(ratio => ratio.Name).ShouldBe(
                modality == "text" ? [.. Ratios, "bucketed_vs_fifo"] : Ratios, ignoreOrder: true);
            ratios.EnumerateObject().ShouldAllBe(ratio => ratio.Value.GetDouble() > 0);
            foreach (var ratio in ratios.EnumerateObject())
            {
                var spread = root.GetProperty("spread").GetProperty(modality).GetProperty(ratio.Name);
                ratio.Value.GetDouble().ShouldBeInRange(spread.GetProperty("min").GetDouble(), spread.GetProperty("max").GetDouble());
            }
        }

        Reports.Read<EncodersReport>(Reports.Write(report)).Bars.ShouldBe(report.Bars);
        root.GetProperty("machine").GetProperty("cores").GetInt32().ShouldBe(Environment.ProcessorCount);
        root.GetProperty("bars").EnumerateArray().ShouldAllBe(
            bar => bar.GetProperty("met").ValueKind == JsonValueKind.True || bar.GetProperty("met").ValueKind == JsonValueKind.False);
        foreach (var (_, counts) in report.Counts.SelectMany(modality => modality.Value))
        {
            counts.Sent.ShouldBeGreaterThan(0);
            (counts.Answered + counts.Refused + counts.Late + counts.Failed).ShouldBe(counts.Sent);
            counts.Failed.ShouldBe(0);
        }
    }

    /// <summary>As <c>./mmei bench</c> does: the peer's packages, once.</summary>
    private static async Task InstallAsync(string peer)
    {
        using var install = Process.Start(Path.Combine(peer, "install.sh"));
        await install.WaitForExitAsync(TestContext.Current.CancellationToken);
        install.ExitCode.ShouldBe(0);
    }
}
