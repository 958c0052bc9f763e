using Mmei.Benchmarks.Measuring;

namespace Mmei.Benchmarks.Gateway;

/// <summary>
/// Measures a platform in one process over HTTP: the time of one observation after the other, what it answers at most, and what becomes
/// of twice that.
/// </summary>
internal static class GatewaySuite
{
    private const double Overload = 2;
    private const int EventClients = 1_000;

    /// <summary>So many windows: a process answers half as much while it still compiles its hot paths.</summary>
    private const double WarmUp = 8;

    /// <summary>Unanswered at once meanwhile.</summary>
    private const int WarmingUp = 32;

    /// <param name="platform">What is measured.</param>
    /// <param name="rounds">How often.</param>
    /// <param name="seconds">How long each measurement of a round takes.</param>
    /// <param name="firstPaintMs">What the page's first paint took, in milliseconds; null where it was not measured.</param>
    /// <param name="progress">What is under way.</param>
    /// <param name="time">The clock.</param>
    public static async Task<GatewayReport> RunAsync(
        PlatformClient platform, int rounds, double seconds, double? firstPaintMs, TextWriter progress, TimeProvider time)
    {
        var machine = Machine.Read();
        var window = TimeSpan.FromSeconds(seconds);
        var load = new Load(platform.ObserveAsync, time);
        var words = new Load(platform.ObserveWordsAsync, time);
        var edge = await EdgeSuite.RunAsync(rounds, seconds, EventClients, progress, time);
        await progress.WriteLineAsync("Filling the catalog and warming up");
        await platform.FillCatalogAsync();
        await load.ClosedAsync(WarmingUp, WarmUp * window);

        var results = new List<GatewayRound>();
        for (var i = 1; i <= rounds; i++)
        {
            await progress.WriteLineAsync($"Round {i} of {rounds}");
            platform.ForgetStages();
            var alone = await load.ClosedAsync(1, window);
            var stages = platform.MedianOfStagesMs;
            var textPeak = await words.PeakAsync(window);
            var textFlood = await words.OpenAsync(Overload * textPeak.Throughput, window * 2, new Random(i));
            var peak = await load.PeakAsync(window);
            var flood = await load.OpenAsync(Overload * peak.Throughput, window * 2, new Random(i));
            results.Add(new GatewayRound
            {
                P50Ms = alone.Percentile(Outcome.Answered, 0.5),
                EndToEndVsStages = alone.Percentile(Outcome.Answered, 0.5) / stages,
                TextPeak = textPeak.Throughput,
                TextGoodput = textFlood.Throughput,
                TextPeakSenderCores = textPeak.SenderCores,
                TextFloodSenderCores = textFlood.SenderCores,
                Peak = peak.Throughput,
                Goodput = flood.Throughput,
                PeakSenderCores = peak.SenderCores,
                FloodSenderCores = flood.SenderCores,
                RefusedP50Ms = flood.Percentile(Outcome.Refused, 0.5),
                RefusedP99Ms = flood.Percentile(Outcome.Refused, 0.99),
                Sent = flood.Sent,
                Answered = flood[Outcome.Answered],
                Refused = flood[Outcome.Refused],
                Late = flood[Outcome.Late],
                Failed = flood[Outcome.Failed],
            });
        }

        return GatewayReport.Of(results, edge, firstPaintMs, machine, seconds, time.GetUtcNow());
    }
}
