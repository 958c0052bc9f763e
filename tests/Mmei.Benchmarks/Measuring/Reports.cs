using System.Text.Json;
using System.Text.Json.Serialization;
using Mmei.Benchmarks.Encoders;

namespace Mmei.Benchmarks.Measuring;

/// <summary>How the reports of all suites are written down, read and shown.</summary>
internal static class Reports
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>The report as one JSON document.</summary>
    public static string Write<TReport>(TReport report)
        where TReport : IReport => JsonSerializer.Serialize(report, Json);

    /// <summary>A report that was written before.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static TReport Read<TReport>(string json)
        where TReport : IReport => JsonSerializer.Deserialize<TReport>(json, Json) ?? throw new JsonException("There is no report.");

    /// <summary>The report as one document, or as people read it.</summary>
    public static void Print<TReport>(TReport report, bool json, TextWriter to)
        where TReport : IReport
    {
        if (json)
        {
            to.WriteLine(Write(report));
        }
        else
        {
            report.Write(to);
        }
    }

    /// <summary>Where and when it was measured, and how much.</summary>
    public static void WriteHead(this TextWriter to, Machine machine, DateTimeOffset date, string extent)
    {
        to.WriteLine($"{machine.Cpu}, {machine.Cores} cores, {machine.MemoryGib} GiB, {machine.Os}, {machine.Dotnet}");
        to.WriteLine($"{date:u}, {extent}; load before {machine.LoadBefore}");
    }

    /// <summary>A median with the least and the most of the rounds, a line each.</summary>
    public static void WriteRatios(
        this TextWriter to, IReadOnlyDictionary<string, double> medians, IReadOnlyDictionary<string, Measurements.Range> spread)
    {
        foreach (var (name, median) in medians)
        {
            to.WriteLine($"{name,-36} {median,10} {spread[name].Min,10} {spread[name].Max,10}");
        }
    }

    public static void WriteFigures(this TextWriter to, IEnumerable<KeyValuePair<string, double>> figures)
    {
        foreach (var (name, value) in figures)
        {
            to.WriteLine($"{name,-36} {value,10}");
        }
    }

    public static void WriteBars(this TextWriter to, IEnumerable<Bar> bars)
    {
        foreach (var bar in bars)
        {
            to.WriteLine($"{(bar.Met ? "met   " : "missed")} {bar.Name,-30} {bar.Asked,-9} {bar.Value}");
        }
    }

    /// <summary>What was measured under a name; null where nothing was.</summary>
    public static double? Of(this IReadOnlyDictionary<string, double> values, string name) =>
        values.TryGetValue(name, out var value) ? value : null;
}
