using System.Globalization;
using Spectre.Console;

namespace Mmei.Cli.Simulate;

/// <summary>A run as people read it.</summary>
internal static class SimulationView
{
    public static void Write(IAnsiConsole console, SimulationReport report)
    {
        var arms = new Table().Border(TableBorder.Simple)
            .AddColumns("arm", "sessions", "emotion named", "engagement, s", "satisfaction", "NDCG@5");
        foreach (var arm in report.Arms)
        {
            arms.AddRow(
                Markup.Escape(arm.Name), Number(arm.SessionsHeld, "0"), Percent(arm.Recognised), Number(arm.Engagement, "0"),
                Number(arm.Satisfaction, "0.000"), Number(arm.Ndcg, "0.000"));
        }

        console.Write(arms);
        WriteComparisons(console, "against", report.Comparisons);
        if (report.Sweep.Count > 0)
        {
            WriteComparisons(console, "by accuracy, against", report.Sweep);
        }

        var paper = report.Paper;
        console.WriteLine(
            $"The paper, of its own people: engagement {Signed(paper.Engagement)}, satisfaction {Signed(paper.Satisfaction)}.");
        var learning = report.Comparisons.Single(one => (one.Arm, one.Against) == (ArmNames.EmotionLearning, ArmNames.Emotion));
        console.WriteLine(learning.Satisfaction.Low > 0
            ? "Learning is worth something to satisfaction here: its interval is above zero."
            : "Learning is not shown to be worth anything to satisfaction here: its interval is not above zero.");
    }

    private static void WriteComparisons(IAnsiConsole console, string heading, IEnumerable<Comparison> comparisons)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("arm", heading, "engagement", "satisfaction", "NDCG@5");
        foreach (var one in comparisons)
        {
            table.AddRow(Markup.Escape(one.Arm), Markup.Escape(one.Against), Show(one.Engagement), Show(one.Satisfaction), Show(one.Ndcg));
        }

        console.Write(table);
    }

    private static string Show(Gain gain) => $"{Signed(gain.Value)} ({Signed(gain.Low)} to {Signed(gain.High)})";

    private static string Signed(double share) => share.ToString("+0.0 %;-0.0 %", CultureInfo.InvariantCulture);

    private static string Percent(double share) => share.ToString("0 %", CultureInfo.InvariantCulture);

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
