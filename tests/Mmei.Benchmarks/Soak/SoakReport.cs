using System.Text.Json;
using Mmei.Benchmarks.Encoders;
using Mmei.Benchmarks.Measuring;

namespace Mmei.Benchmarks.Soak;

/// <summary>What one run of the suite gave.</summary>
internal sealed record SoakReport
{
    /// <summary>What is level may swing by so much.</summary>
    private const double Level = 1.05;

    private static readonly JsonSerializerOptions Json =
        new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    /// <summary>The last quarter's mean by that of the quarter before.</summary>
    public required IReadOnlyList<Bar> Bars { get; init; }

    public required IReadOnlyList<SoakSample> Samples { get; init; }

    public required int Sent { get; init; }

    public required int Answered { get; init; }

    public required double P50Ms { get; init; }

    public required Machine Machine { get; init; }

    public required DateTimeOffset Date { get; init; }

    public static SoakReport Of(IReadOnlyList<SoakSample> samples, Tally tally, Machine machine, DateTimeOffset date) => new()
    {
        Bars =
        [
            Bar.AtMost(Level, "database_growth", "soak", Growth(samples, sample => sample.DatabaseBytes)),
            Bar.AtMost(Level, "memory_growth", "soak", Growth(samples, sample => sample.ResidentBytes)),
        ],
        Samples = samples,
        Sent = tally.Sent,
        Answered = tally[Outcome.Answered],
        P50Ms = tally.Percentile(Outcome.Answered, 0.5),
        Machine = machine,
        Date = date,
    };

    /// <summary>The report as one JSON document.</summary>
    public static string Write(SoakReport report) => JsonSerializer.Serialize(report, Json);

    /// <summary>A report that was written before.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static SoakReport Read(string json) =>
        JsonSerializer.Deserialize<SoakReport>(json, Json) ?? throw new JsonException("There is no report.");

    /// <summary>The report as people read it.</summary>
    public static void Write(SoakReport report, TextWriter to)
    {
        to.WriteLine($"{report.Machine.Cpu}, {report.Machine.Cores} cores, {report.Machine.Os}, {report.Machine.Dotnet}; load before {report.Machine.LoadBefore}");
        to.WriteLine($"{report.Date:u}, {report.Answered} of {report.Sent} answered, p50 {report.P50Ms:0.0} ms");
        foreach (var sample in report.Samples)
        {
            to.WriteLine($"{sample.Seconds,6:0} s  database {sample.DatabaseBytes / 1e6,8:0.0} MB  memory {sample.ResidentBytes / 1e6,8:0} MB");
        }

        foreach (var bar in report.Bars)
        {
            to.WriteLine($"{(bar.Met ? "met   " : "missed")} {bar.Name,-20} {bar.Asked,-9} {bar.Value}");
        }
    }

    private static double Growth(IReadOnlyList<SoakSample> samples, Func<SoakSample, long> of)
    {
        var quarter = samples.Count / 4;
        return Math.Round(
            samples.Skip(3 * quarter).Average(of) / samples.Skip(2 * quarter).Take(quarter).Average(of), 3);
    }
}
