using System.Globalization;
using Mmei.Benchmarks.Gateway;
using Mmei.Benchmarks.Measuring;

namespace Mmei.Benchmarks.Soak;

/// <summary>
/// Runs a platform in one process at half of what it answers at most, with a short retention, and watches the size of its database and
/// the memory of its process: both must be level in the second half.
/// </summary>
internal static class SoakSuite
{
    /// <summary>Unanswered at once while it warms up.</summary>
    private const int WarmingUp = 8;
    private const double Share = 0.5;

    /// <summary>A process answers half as much while it still compiles its hot paths.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(40);

    private static readonly TimeSpan Finding = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <param name="platform">What is measured.</param>
    /// <param name="database">Its SQLite file.</param>
    /// <param name="process">Its process.</param>
    /// <param name="duration">How long.</param>
    /// <param name="progress">What is under way.</param>
    /// <param name="time">The clock.</param>
    public static async Task<SoakReport> RunAsync(
        PlatformClient platform, string database, int process, TimeSpan duration, TextWriter progress, TimeProvider time)
    {
        var machine = Machine.Read();
        await progress.WriteLineAsync("Filling the catalog and finding the peak");
        await platform.FillCatalogAsync();
        var finding = new Load(platform.ObserveAsync, time);
        await finding.ClosedAsync(WarmingUp, WarmUp);
        var peak = (await finding.PeakAsync(Finding)).Throughput;

        await progress.WriteLineAsync($"{Share * peak:0.0} observations a second for {duration.TotalSeconds:0} s");
        var samples = new List<SoakSample>();
        using var ended = new CancellationTokenSource();
        var watching = WatchAsync();
        var load = new Load(number => platform.ObserveAndLikeAsync(number, time), time);
        var tally = await load.OpenAsync(Share * peak, duration, new Random(1));
        await ended.CancelAsync();
        await watching;
        return SoakReport.Of(samples, tally, machine, time.GetUtcNow());

        async Task WatchAsync()
        {
            var started = time.GetTimestamp();
            while (!ended.IsCancellationRequested)
            {
                samples.Add(new SoakSample(
                    time.GetElapsedTime(started).TotalSeconds, Bytes(database) + Bytes($"{database}-wal"), ResidentBytes(process)));
                await Task.Delay(Interval, time, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static long Bytes(string file) => File.Exists(file) ? new FileInfo(file).Length : 0;

    private static long ResidentBytes(int process) => 1024 * File.ReadLines($"/proc/{process}/status")
        .Where(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
        .Select(line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture)).Single();
}
