using System.Globalization;
using System.Runtime.InteropServices;

namespace Mmei.Benchmarks.Measuring;

/// <summary>Where something was measured.</summary>
/// <param name="LoadBefore">Runnable tasks of the last minute before it began: what else ran.</param>
internal sealed record Machine(string Cpu, int Cores, double MemoryGib, string Os, string Dotnet, double? LoadBefore)
{
    public static Machine Read() => new(
        Field("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString(),
        Environment.ProcessorCount,
        Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1 << 30), 1),
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription,
        File.Exists("/proc/loadavg") ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture) : null);

    private static string? Field(string file, string name) =>
        File.Exists(file)
            ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
            : null;
}
