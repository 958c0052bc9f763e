using Mmei.Benchmarks.Encoders;
using Mmei.Benchmarks.Measuring;

namespace Mmei.Benchmarks.Index;

/// <summary>What one run of the suite gave.</summary>
internal sealed record IndexReport : IReport
{
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

    public void Write(TextWriter to)
    {
        to.WriteHead(Machine, Date, $"{Rounds} rounds of {Seconds} s each");
        to.WriteRatios(Ratios, Spread);
        to.WriteFigures(Figures);
        foreach (var missing in Missing)
        {
            to.WriteLine($"missing: {missing}");
        }

        to.WriteBars(Bars);
    }

    private static IEnumerable<Bar> BarsOf(Dictionary<string, double> ratios, Dictionary<string, double> figures, string size)
    {
        const string Of = "index";
        const double Gib = 1 << 30;
        yield return Bar.AtLeast(0.8, "scan_vs_bandwidth", Of, ratios.Of("scan_vs_bandwidth"));
        yield return Bar.AtLeast(1, "scan_vs_faiss", Of, ratios.Of("scan_vs_faiss"));
        yield return Bar.AtLeast(3, "filtered_vs_unfiltered", Of, ratios.Of("filtered_vs_unfiltered"));
        yield return Bar.AtMost(Math.Floor(1.2 * Gib / 1_000_000), "bytes_per_item", Of, figures.Of("bytes_per_item"));
        yield return Bar.AtMost(5, $"rank_p99_ms_{size}", Of, figures.Of($"rank_p99_ms_{size}"));
        yield return Bar.AtLeast(5000, "import_items_per_s", Of, figures.Of("import_items_per_s"));
        yield return Bar.AtMost(3, $"restart_s_{size}", Of, figures.Of($"restart_s_{size}"));
    }
}
