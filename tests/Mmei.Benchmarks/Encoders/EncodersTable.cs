
namespace Mmei.Benchmarks.Encoders;

/// <summary>A report as people read it: in a terminal, or pasted into a page.</summary>
internal static class EncodersTable
{
    public static void Write(EncodersReport report, TextWriter to)
    {
        var machine = report.Machine;
        to.WriteLine($"{machine.Cpu}, {machine.Cores} cores, {machine.MemoryGib} GiB, {machine.Os}, {machine.Dotnet}; load {machine.LoadBefore} before.");
        to.WriteLine($"{report.Date:yyyy-MM-dd HH:mm} UTC, {report.Rounds} rounds, {report.Seconds} s for each measurement.");
        WriteBars(report, to);
        WriteFigures(report, to);
    }

    private static void WriteBars(EncodersReport report, TextWriter to)
    {
        to.WriteLine();
        to.WriteLine($"| {"of",-7} | {"what",-28} | {"asked",8} | {"median",10} | {"least",8} | {"most",8} | bar    |");
        to.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var bar in report.Bars)
        {
            var spread = report.Spread.GetValueOrDefault(bar.Of)?.GetValueOrDefault(bar.Name);
            to.WriteLine(
                $"| {bar.Of,-7} | {bar.Name,-28} | {bar.Asked,8} | {bar.Value,10} | {spread?.Min,8} | {spread?.Max,8} | {(bar.Met ? "met" : "missed"),-6} |");
        }
    }

    private static void WriteFigures(EncodersReport report, TextWriter to)
    {
        var columns = report.Ratios.Keys.ToArray();
        to.WriteLine();
        to.WriteLine($"| {"figure",-30} | {string.Join(" | ", columns.Select(column => $"{column,10}"))} |");
        to.WriteLine($"|---{string.Concat(columns.Select(_ => "|---"))}|");
        foreach (var name in columns.SelectMany(column => report.Figures[column].Keys).Distinct())
        {
            var values = columns.Select(column => report.Figures[column].TryGetValue(name, out var value) ? $"{value,10}" : $"{"",10}");
            to.WriteLine($"| {name,-30} | {string.Join(" | ", values)} |");
        }
    }
}
