using Mmei.Benchmarks.Measuring;

namespace Mmei.Benchmarks.Encoders;

/// <summary>What one run of the suite gave; everything per modality is by its name.</summary>
internal sealed record EncodersReport : IReport
{
    /// <summary>Names what is not of one modality.</summary>
    public const string Whole = "service";

    /// <summary>Medians over the rounds.</summary>
    public required IReadOnlyDictionary<string, Dictionary<string, double>> Ratios { get; init; }

    /// <summary>The least and the most of each ratio.</summary>
    public required IReadOnlyDictionary<string, Dictionary<string, Measurements.Range>> Spread { get; init; }

    /// <summary>What is asked, and whether it is so.</summary>
    public required IReadOnlyList<Bar> Bars { get; init; }

    /// <summary>Medians of the absolute figures; their names end with the unit.</summary>
    public required IReadOnlyDictionary<string, Dictionary<string, double>> Figures { get; init; }

    /// <summary>What became of the requests of all rounds.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, Measurements.Counts>> Counts { get; init; }

    public required Machine Machine { get; init; }

    public required int Rounds { get; init; }

    /// <summary>Of each measurement of a round.</summary>
    public required double Seconds { get; init; }

    public required DateTimeOffset Date { get; init; }

    /// <param name="modalities">What the rounds gave.</param>
    /// <param name="whole">What is not of one modality.</param>
    /// <param name="machine">Where.</param>
    /// <param name="settings">How much.</param>
    /// <param name="date">When.</param>
    public static EncodersReport Of(
        IReadOnlyDictionary<string, Measurements> modalities, Measurements whole, Machine machine, EncodersSettings settings,
        DateTimeOffset date)
    {
        var ratios = modalities.ToDictionary(one => one.Key, one => one.Value.Ratios);
        var figures = modalities.Append(new(Whole, whole)).ToDictionary(one => one.Key, one => one.Value.Figures);
        return new EncodersReport
        {
            Ratios = ratios,
            Spread = modalities.ToDictionary(one => one.Key, one => one.Value.Spread),
            Bars = [.. modalities.Keys.SelectMany(name => BarsOf(name, ratios[name], figures[name])), .. BarsOf(figures[Whole])],
            Figures = figures,
            Counts = modalities.ToDictionary(one => one.Key, one => one.Value.Counted),
            Machine = machine,
            Rounds = settings.Rounds,
            Seconds = settings.Seconds,
            Date = date,
        };
    }

    public void Write(TextWriter to) => EncodersTable.Write(this, to);

    private static IEnumerable<Bar> BarsOf(string of, Dictionary<string, double> ratios, Dictionary<string, double> figures)
    {
        yield return Bar.AtLeast(0.9, "service_vs_loop_memory", of, ratios.Of("service_vs_loop_memory"));
        yield return Bar.AtLeast(0.8, "service_vs_loop_rabbitmq", of, ratios.Of("service_vs_loop_rabbitmq"));
        yield return Bar.AtLeast(0.95, "goodput_vs_peak", of, ratios.Of("goodput_vs_peak"));
        yield return Bar.Under(5, "overload_refusal_p99_ms", of, figures.Of("overload_refusal_p99_ms"));
        yield return Bar.AtLeast(2, "vs_node_throughput", of, ratios.Of("vs_node_throughput"));
        yield return Bar.Under(1, "vs_node_p99", of, ratios.Of("vs_node_p99"));
        yield return Bar.AtMost(64 * 1024, "allocated_bytes", of, figures.Of("allocated_bytes"));
        if (ratios.ContainsKey("bucketed_vs_fifo"))
        {
            yield return Bar.AtLeast(1.5, "bucketed_vs_fifo", of, ratios.Of("bucketed_vs_fifo"));
        }
    }

    private static IEnumerable<Bar> BarsOf(Dictionary<string, double> whole) =>
        whole.Keys.Where(name => name.StartsWith("idle_cpu_percent", StringComparison.Ordinal)).Select(
            name => Bar.Under(2, name, Whole, whole[name]));
}
