using Mmei.Benchmarks.Encoders;
using Mmei.Benchmarks.Measuring;

namespace Mmei.Benchmarks.Pipeline;

/// <summary>What one run of the suite gave.</summary>
internal sealed record PipelineReport : IReport
{
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

    public void Write(TextWriter to)
    {
        to.WriteHead(Machine, Date, $"{Rounds} rounds of {Seconds} s each");
        to.WriteRatios(Ratios, Spread);
        to.WriteFigures(Figures);
        to.WriteBars(Bars);
    }

    private static IEnumerable<Bar> BarsOf(Dictionary<string, double> ratios, Dictionary<string, double> figures)
    {
        const string Of = "pipeline";
        yield return Bar.AtLeast(0.4, "pipeline_vs_raw", Of, ratios.Of("pipeline_vs_raw"));
        yield return Bar.AtMost(1.3, "cost_at_10000_vs_100", Of, ratios.Of("cost_at_10000_vs_100"));
        yield return Bar.AtMost(1, "join_added_p50_ms", Of, figures.Of("join_added_p50_ms"));
        yield return Bar.AtMost(5, "join_added_p99_ms", Of, figures.Of("join_added_p99_ms"));
        yield return Bar.AtMost(64 * 1024, "bytes_per_join", Of, figures.Of("bytes_per_join"));
    }
}
