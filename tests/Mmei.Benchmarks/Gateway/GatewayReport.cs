using Mmei.Benchmarks.Encoders;
using Mmei.Benchmarks.Measuring;

namespace Mmei.Benchmarks.Gateway;

/// <summary>What one run of the suite gave.</summary>
internal sealed record GatewayReport : IReport
{
    private const string Whole = "gateway";

    public required IReadOnlyList<GatewayRound> Rounds { get; init; }

    /// <summary>What is asked of the medians, and whether it is so.</summary>
    public required IReadOnlyList<Bar> Bars { get; init; }

    /// <summary>Medians of the rounds.</summary>
    public IReadOnlyDictionary<string, double> Ratios { get; init; } = new Dictionary<string, double>();

    public IReadOnlyDictionary<string, double> Figures { get; init; } = new Dictionary<string, double>();

    /// <summary>What the gateway costs by itself.</summary>
    public EdgeFigures? Edge { get; init; }

    public required Machine Machine { get; init; }

    /// <summary>Of each measurement of a round.</summary>
    public required double Seconds { get; init; }

    public required DateTimeOffset Date { get; init; }

    public static GatewayReport Of(
        IReadOnlyList<GatewayRound> rounds, EdgeFigures edge, double? firstPaintMs, Machine machine, double seconds, DateTimeOffset date)
    {
        var ratios = new Dictionary<string, double>
        {
            ["goodput_at_2x_text"] = Median(rounds, round => round.TextGoodput / round.TextPeak),
            ["goodput_at_2x_media"] = Median(rounds, round => round.Goodput / round.Peak),
            ["end_to_end_vs_stages"] = Median(rounds, round => round.EndToEndVsStages),
        };
        var figures = new Dictionary<string, double>
        {
            ["proxy_added_p50_ms"] = edge.ProxyAddedP50Ms,
            ["proxy_added_p99_ms"] = edge.ProxyAddedP99Ms,
            ["refusal_p99_ms"] = Median(rounds, round => round.RefusedP99Ms),
            ["sse_clients_mb"] = edge.SseClientsMb,
        };
        var paint = new List<Bar>();
        if (firstPaintMs is { } painted)
        {
            figures["page_first_paint_ms"] = painted;
            paint.Add(Bar.AtMost(300, "page_first_paint_ms", "page", painted));
        }

        return new GatewayReport
        {
            Rounds = rounds,
            Ratios = ratios,
            Figures = figures,
            Edge = edge,
            Bars =
            [
                Bar.AtLeast(0.95, "goodput_at_2x_text", Whole, ratios["goodput_at_2x_text"]),
                Bar.AtLeast(0.95, "goodput_at_2x_media", Whole, ratios["goodput_at_2x_media"]),
                Bar.AtMost(1.1, "end_to_end_vs_stages", Whole, ratios["end_to_end_vs_stages"]),
                Bar.AtMost(1, "proxy_added_p50_ms", Whole, figures["proxy_added_p50_ms"]),
                Bar.AtMost(5, "proxy_added_p99_ms", Whole, figures["proxy_added_p99_ms"]),
                Bar.AtMost(20, "refusal_p99_ms", Whole, figures["refusal_p99_ms"]),
                Bar.AtMost(300, "sse_clients_mb", Whole, figures["sse_clients_mb"]),
                .. paint,
            ],
            Machine = machine,
            Seconds = seconds,
            Date = date,
        };
    }

    public void Write(TextWriter to)
    {
        to.WriteHead(Machine, Date, $"{Rounds.Count} rounds of {Seconds} s each");
        to.WriteLine("   p50 ms  peak/s  goodput/s  refused p50 ms  p99 ms    sent  answered  refused  late  failed");
        foreach (var round in Rounds)
        {
            to.WriteLine(
                $"{round.P50Ms,9:0.0} {round.Peak,7:0.0} {round.Goodput,10:0.0} {round.RefusedP50Ms,15:0.0} {round.RefusedP99Ms,7:0.0} "
                + $"{round.Sent,7} {round.Answered,9} {round.Refused,8} {round.Late,5} {round.Failed,7}");
        }

        if (Edge is { } edge)
        {
            to.WriteLine($"passed on {edge.ProxiedPeak:0}/s at most, {edge.DirectPeak:0}/s without the gateway");
            to.WriteLine(
                "at half of it:  p50 ms  p99 ms  without: p50 ms  p99 ms  sent late p99 ms  cores of: gateway  generator  service");
            foreach (var round in edge.Rounds)
            {
                to.WriteLine(
                    $"{round.ProxiedP50Ms,22:0.00} {round.ProxiedP99Ms,7:0.0} {round.DirectP50Ms,16:0.00} {round.DirectP99Ms,7:0.0} "
                    + $"{round.LateP99Ms,17:0.0} {round.GatewayCores,18:0.00} {round.SenderCores,10:0.00} {round.UpstreamCores,8:0.00}");
            }

            to.WriteLine($"{edge.SseClients} event streams: {edge.SseClientsMb:0} MiB, {edge.SseAddedMb:0} of them theirs");
        }

        to.WriteBars(Bars);
    }

    private static double Median(IReadOnlyList<GatewayRound> rounds, Func<GatewayRound, double> of) =>
        Spread.Of([.. rounds.Select(of)]).Median;
}
