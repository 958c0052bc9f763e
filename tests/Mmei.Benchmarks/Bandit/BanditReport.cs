using Mmei.Benchmarks.Encoders;
using Mmei.Benchmarks.Measuring;
using Mmei.Learning.Policies;

namespace Mmei.Benchmarks.Bandit;

/// <summary>What one run of the suite gave.</summary>
internal sealed record BanditReport : IReport
{
    private static readonly string[] Kinds = ["linear", "bent"];
    private static readonly string[] Others = [KnownPolicies.SquareCb, KnownPolicies.EpsilonGreedy, KnownPolicies.Random];

    /// <summary>What lin-ts loses, by what others do in the same worlds: of medians.</summary>
    public required IReadOnlyDictionary<string, double> Ratios { get; init; }

    public required IReadOnlyList<Bar> Bars { get; init; }

    public required IReadOnlyDictionary<string, double> Figures { get; init; }

    /// <summary>By policy and kind of world.</summary>
    public required IReadOnlyDictionary<string, Spread> Regrets { get; init; }

    public required Machine Machine { get; init; }

    public required int Seeds { get; init; }

    public required int People { get; init; }

    public required DateTimeOffset Date { get; init; }

    public static BanditReport Of(
        IReadOnlyDictionary<string, double> figures, IReadOnlyDictionary<string, Spread> regrets, Machine machine, int seeds, int people,
        DateTimeOffset date) => new()
        {
            Ratios = (
                from kind in Kinds
                from other in Others
                let ours = regrets[$"{KnownPolicies.ThompsonSampling}_{kind}"].Median
                select (Name: $"regret_vs_{other}_{kind}", Ratio: Math.Round(ours / regrets[$"{other}_{kind}"].Median, 3)))
                .ToDictionary(ratio => ratio.Name, ratio => ratio.Ratio),
            Bars =
            [
                Bar.AtLeast(20_000, "updates_per_s_128", "bandit", figures["updates_per_s_128"]),
                Bar.AtMost(1, "score_200_ms_128", "bandit", figures["score_200_ms_128"]),
                Bar.AtMost(2000, "signal_to_ranker_p99_ms", "bandit", figures["signal_to_ranker_p99_ms"]),
            ],
            Figures = figures,
            Regrets = regrets,
            Machine = machine,
            Seeds = seeds,
            People = people,
            Date = date,
        };

    public void Write(TextWriter to)
    {
        to.WriteHead(Machine, Date, $"{Seeds} worlds of each kind, {People} people each");
        to.WriteFigures(Figures.Concat(Ratios));
        foreach (var (name, regret) in Regrets)
        {
            to.WriteLine($"regret of {name,-26} {regret.Median,12:0.0} {regret.Min,10:0.0} {regret.Max,10:0.0}");
        }

        to.WriteBars(Bars);
    }
}
