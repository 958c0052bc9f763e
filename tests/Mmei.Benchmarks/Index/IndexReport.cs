using System.Text.Json;
using Mmei.Benchmarks.Encoders;
using Mmei.Benchmarks.Measuring;

namespace Mmei.Benchmarks.Index;

/// <summary>What one run of the suite gave.</summary>
internal sealed record IndexReport
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

    /// <summary>What was not measured, and why.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    public required Machine Machine { get; init; }

    public required int Rounds { get; init; }

    /// <summary>Of each measurement of a round.</summary>
    public required double Seconds { get; init; }

    public required DateTimeOffset Date { get; init; }

    public static IndexReport Of(
        Measurements results, Machine machine, IndexSettings settings, DateTimeOffset date) => new()
        {
            Ratios = results.Ratios,
            Spread = results.Spread,
            Bars = [.. BarsOf(results.Ratios, results.Figures, IndexSettings.NameOf(settings.Items))],
            Figures = results.Figures,
            Missing = settings.Faiss is null ? ["FAISS: Debian's libfaiss-dev could not be installed, or its program not be built."] : [],
            Machine = machine,
            Rounds = settings.Rounds,
            Seconds = settings.Seconds,
            Date = date,
        };

    /// <summary>The report as one JSON document.</summary>
    public static string Write(IndexReport report) => JsonSerializer.Serialize(report, Json);

    /// <summary>A report that was written before.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static IndexReport Read(string json) =>
        JsonSerializer.Deserialize<IndexReport>(json, Json) ?? throw new JsonException("There is no report.");

    /// <summary>The report as people read it.</summary>
    public static void Write(IndexReport report, TextWriter to)
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

        foreach (var missing in report.Missing)
        {
            to.WriteLine($"missing: {missing}");
        }

        foreach (var bar in report.Bars)
        {
            to.WriteLine($"{(bar.Met ? "met   " : "missed")} {bar.Name,-30} {bar.Asked,-9} {bar.Value}");
        }
    }

    private static IEnumerable<Bar> BarsOf(Dictionary<string, double> ratios, Dictionary<string, double> figures, string size)
    {
        const string Of = "index";
        const double Gib = 1 << 30;
        yield return Bar.AtLeast(0.8, "scan_vs_bandwidth", Of, Value(ratios, "scan_vs_bandwidth"));
        yield return Bar.AtLeast(1, "scan_vs_faiss", Of, Value(ratios, "scan_vs_faiss"));
        yield return Bar.AtLeast(3, "filtered_vs_unfiltered", Of, Value(ratios, "filtered_vs_unfiltered"));
        yield return Bar.AtMost(Math.Floor(1.2 * Gib / 1_000_000), "bytes_per_item", Of, Value(figures, "bytes_per_item"));
        yield return Bar.AtMost(5, $"rank_p99_ms_{size}", Of, Value(figures, $"rank_p99_ms_{size}"));
        yield return Bar.AtLeast(5000, "import_items_per_s", Of, Value(figures, "import_items_per_s"));
        yield return Bar.AtMost(3, $"restart_s_{size}", Of, Value(figures, $"restart_s_{size}"));
    }

    private static double? Value(Dictionary<string, double> values, string name) => values.TryGetValue(name, out var value) ? value : null;
}
