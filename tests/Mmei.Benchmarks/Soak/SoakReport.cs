using Mmei.Benchmarks.Encoders;
using Mmei.Benchmarks.Measuring;

namespace Mmei.Benchmarks.Soak;

/// <summary>What one run of the suite gave.</summary>
internal sealed record SoakReport : IReport
{
    /// <summary>What is level may swing by so much.</summary>
    private const double Level = 1.05;

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

    public void Write(TextWriter to)
    {
        to.WriteHead(Machine, Date, $"{Answered} of {Sent} answered, p50 {P50Ms:0.0} ms");
        foreach (var sample in Samples)
        {
            to.WriteLine($"{sample.Seconds,6:0} s  database {sample.DatabaseBytes / 1e6,8:0.0} MB  memory {sample.ResidentBytes / 1e6,8:0} MB");
        }

        to.WriteBars(Bars);
    }

    private static double Growth(IReadOnlyList<SoakSample> samples, Func<SoakSample, long> of)
    {
        var quarter = samples.Count / 4;
        return Math.Round(
            samples.Skip(3 * quarter).Average(of) / samples.Skip(2 * quarter).Take(quarter).Average(of), 3);
    }
}
