using System.Text.Json;
using Mmei.Benchmarks.Encoders;
using Mmei.Benchmarks.Measuring;

namespace Mmei.Benchmarks.Pipeline;

/// <summary>What one run of the suite gave.</summary>
internal sealed record PipelineReport
{
    private static readonly JsonSerializerOptions Json =
        new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    /// <summary>Medians over the rounds.</summary>
    public required IReadOnlyDictionary<string, double> Ratios { get; init; }

    /// <summary>The least and the most of each ratio.</summary>
    public required IReadOnlyDictionary<string, Measurements.Range> Spread { get; init; }

    /// <summary>What is asked, and whether it is so.</summary>
    public required IReadOnlyList<Bar> Bars { get; init; }

    /// <summary>Medians of the absolute figures; their names end with the unit.</summary>
    public required IReadOnlyDictionary<string, double> Figures { get; init; }

    /// <summary>What became of the observations of all rounds.</summary>
    public required IReadOnlyDictionary<string, Measurements.Counts> Counts { get; init; }

    /// <summary>Bytes of each message of one observation.</summary>
    public required IReadOnlyList<int> MessageBytes { get; init; }

    public required Machine Machine { get; init; }

    public required int Rounds { get; init; }

    /// <summary>Of each measurement of a round.</summary>
    public required double Seconds { get; init; }

    public required DateTimeOffset Date { get; init; }

    public static PipelineReport Of(
        Measurements results, IReadOnlyList<int> messageBytes, Machine machine, PipelineSettings settings, DateTimeOffset date) => new()
        {
            Ratios = results.Ratios,
            Spread = results.Spread,
            Bars = [.. BarsOf(results.Ratios, results.Figures)],
            Figures = results.Figures,
            Counts = results.Counted,
            MessageBytes = messageBytes,
            Machine = machine,
            Rounds = settings.Rounds,
            Seconds = settings.Seconds,
            Date = date,
        };

    /// <summary>The report as one JSON document.</summary>
    public static string Write(PipelineReport report) => JsonSerializer.Serialize(report, Json);

    /// <summary>A report that was written before.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static PipelineReport Read(string json) =>
        JsonSerializer.Deserialize<PipelineReport>(json, Json) ?? throw new JsonException("There is no report.");

    /// <summary>The report as people read it.</summary>
    public static void Write(PipelineReport report, TextWriter to)
    {
        to.WriteLine($"{report.Machine.Cpu}, {report.Machine.Cores} cores, {report.Machine.MemoryGib} GiB, {report.Machine.Os}, {report.Machine.Dotnet}");
        to.WriteLine($"{report.Date:u}, {report.Rounds} rounds of {report.Seconds} s each; load before {report.Machine.LoadBefore}");
        foreach (var (name, median) in report.Ratios)
        {
            to.WriteLine($"{name,-32} {median,10} {report.Spread[name].Min,10} {report.Spread[name].Max,10}");
        }

        foreach (var (name, value) in report.Figures)
        {
            to.WriteLine($"{name,-32} {value,10}");
        }

        foreach (var bar in report.Bars)
        {
            to.WriteLine($"{(bar.Met ? "met   " : "missed")} {bar.Name,-30} {bar.Asked,-9} {bar.Value}");
        }
    }

    private static IEnumerable<Bar> BarsOf(Dictionary<string, double> ratios, Dictionary<string, double> figures)
    {
        const string Of = "pipeline";
        yield return Bar.AtLeast(0.4, "pipeline_vs_raw", Of, Value(ratios, "pipeline_vs_raw"));
        yield return Bar.AtMost(1.3, "cost_at_10000_vs_100", Of, Value(ratios, "cost_at_10000_vs_100"));
        yield return Bar.AtMost(1, "join_added_p50_ms", Of, Value(figures, "join_added_p50_ms"));
        yield return Bar.AtMost(5, "join_added_p99_ms", Of, Value(figures, "join_added_p99_ms"));
        yield return Bar.AtMost(64 * 1024, "bytes_per_join", Of, Value(figures, "bytes_per_join"));
    }

    private static double? Value(Dictionary<string, double> values, string name) => values.TryGetValue(name, out var value) ? value : null;
}
