namespace Mmei.Benchmarks.Encoders;

/// <summary>A report as people read it.</summary>
internal static class EncodersTable
{
    public static void Write(EncodersReport report, TextWriter to)
    {
        to.WriteLine($"{report.Machine.Cpu}, {report.Machine.Cores} cores, {report.Machine.MemoryGib} GiB, {report.Machine.Os}, {report.Machine.Dotnet}");
        to.WriteLine($"{report.Date:u}, {report.Rounds} rounds of {report.Seconds} s each; load before {report.Machine.LoadBefore}");
        foreach (var (modality, ratios) in report.Ratios)
        {
            to.WriteLine();
            to.WriteLine($"{modality,-32} {"median",10} {"least",10} {"most",10}");
            foreach (var (name, median) in ratios)
            {
                var spread = report.Spread[modality][name];
                to.WriteLine($"{name,-32} {median,10} {spread.Min,10} {spread.Max,10}");
            }
        }

        foreach (var (of, figures) in report.Figures)
        {
            to.WriteLine();
            to.WriteLine(of);
            foreach (var (name, value) in figures)
            {
                to.WriteLine($"{name,-32} {value,10}");
            }
        }

        to.WriteLine();
        foreach (var bar in report.Bars)
        {
            to.WriteLine($"{(bar.Met ? "met   " : "missed")} {bar.Of,-8} {bar.Name,-30} {bar.Asked,-9} {bar.Value}");
        }
    }
}
