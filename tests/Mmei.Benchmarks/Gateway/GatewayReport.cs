using System.Text.Json;
using System.Text.Json.Serialization;
using Mmei.Benchmarks.Encoders;
using Mmei.Benchmarks.Measuring;

namespace Mmei.Benchmarks.Gateway;

/// <summary>What one run of the suite gave.</summary>
internal sealed record GatewayReport
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public required IReadOnlyList<GatewayRound> Rounds { get; init; }

    /// <summary>What is asked of the medians, and whether it is so.</summary>
    public required IReadOnlyList<Bar> Bars { get; init; }

    public required Machine Machine { get; init; }

    /// <summary>Of each measurement of a round.</summary>
    public required double Seconds { get; init; }

    public required DateTimeOffset Date { get; init; }

    public static GatewayReport Of(IReadOnlyList<GatewayRound> rounds, Machine machine, double seconds, DateTimeOffset date) => new()
    {
        Rounds = rounds,
        Bars =
        [
            Bar.AtLeast(0.95, "goodput_vs_peak", "gateway", Median(rounds, round => round.Goodput / round.Peak)),
            Bar.AtMost(20, "refused_p50_ms", "gateway", Median(rounds, round => round.RefusedP50Ms)),
        ],
        Machine = machine,
        Seconds = seconds,
        Date = date,
    };

    /// <summary>The report as one JSON document.</summary>
    public static string Write(GatewayReport report) => JsonSerializer.Serialize(report, Json);

    /// <summary>A report that was written before.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static GatewayReport Read(string json) =>
        JsonSerializer.Deserialize<GatewayReport>(json, Json) ?? throw new JsonException("There is no report.");

    /// <summary>The report as people read it.</summary>
    public static void Write(GatewayReport report, TextWriter to)
    {
        to.WriteLine($"{report.Machine.Cpu}, {report.Machine.Cores} cores, {report.Machine.MemoryGib} GiB, {report.Machine.Os}, {report.Machine.Dotnet}");
        to.WriteLine($"{report.Date:u}, {report.Rounds.Count} rounds of {report.Seconds} s each; load before {report.Machine.LoadBefore}");
        to.WriteLine("   p50 ms  peak/s  goodput/s  refused p50 ms  p99 ms    sent  answered  refused  late  failed");
        foreach (var round in report.Rounds)
        {
            to.WriteLine(
                $"{round.P50Ms,9:0.0} {round.Peak,7:0.0} {round.Goodput,10:0.0} {round.RefusedP50Ms,15:0.0} {round.RefusedP99Ms,7:0.0} "
                + $"{round.Sent,7} {round.Answered,9} {round.Refused,8} {round.Late,5} {round.Failed,7}");
        }

        foreach (var bar in report.Bars)
        {
            to.WriteLine($"{(bar.Met ? "met   " : "missed")} {bar.Name,-20} {bar.Asked,-9} {bar.Value}");
        }
    }

    private static double Median(IReadOnlyList<GatewayRound> rounds, Func<GatewayRound, double> of) =>
        Spread.Of([.. rounds.Select(of)]).Median;
}
