using Mmei.Benchmarks.Measuring;

namespace Mmei.Benchmarks.Encoders;

/// <summary>What the rounds of one modality gave, by name.</summary>
internal sealed class Measurements
{
    private readonly Dictionary<string, List<double>> _ratios = [];
    private readonly Dictionary<string, List<double>> _figures = [];
    private readonly Dictionary<string, Counts> _counts = [];

    /// <summary>Medians over the rounds.</summary>
    public Dictionary<string, double> Ratios => Medians(_ratios);

    /// <inheritdoc cref="Ratios"/>
    public Dictionary<string, double> Figures => Medians(_figures);

    /// <summary>The least and the most of every ratio over the rounds.</summary>
    public Dictionary<string, Range> Spread => _ratios.ToDictionary(ratio => ratio.Key, ratio =>
    {
        var spread = Measuring.Spread.Of(ratio.Value);
        return new Range(Rounded(spread.Min), Rounded(spread.Max));
    });

    /// <summary>What became of all requests of a kind of load.</summary>
    public IReadOnlyDictionary<string, Counts> Counted => _counts;

    public void Ratio(string name, double value) => Add(_ratios, name, value);

    public void Figure(string name, double value) => Add(_figures, name, value);

    public void Count(string load, Tally tally) => _counts[load] = _counts.GetValueOrDefault(load, new Counts(0, 0, 0, 0, 0)).With(tally);

    private static void Add(Dictionary<string, List<double>> all, string name, double value)
    {
        if (!double.IsFinite(value))
        {
            return;
        }

        if (!all.TryGetValue(name, out var values))
        {
            all[name] = values = [];
        }

        values.Add(value);
    }

    private static Dictionary<string, double> Medians(Dictionary<string, List<double>> all) =>
        all.ToDictionary(one => one.Key, one => Rounded(Measuring.Spread.Of(one.Value).Median));

    private static double Rounded(double value) => Math.Abs(value) >= 1000 ? Math.Round(value) : Math.Round(value, 3);

    internal sealed record Range(double Min, double Max);

    internal sealed record Counts(int Sent, int Answered, int Refused, int Late, int Failed)
    {
        public Counts With(Tally tally) => new(
            Sent + tally.Sent,
            Answered + tally[Outcome.Answered],
            Refused + tally[Outcome.Refused],
            Late + tally[Outcome.Late],
            Failed + tally[Outcome.Failed]);
    }
}
