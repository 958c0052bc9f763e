using System.Diagnostics;
using Mmei.Testing;

namespace Mmei.Integration.Tests.Faults;

/// <summary>Runs a shell script in the repository, and ends what it leaves running.</summary>
internal static class ScriptFile
{
    /// <returns>What it printed, to either stream.</returns>
    public static async Task<string> RunAsync(string path, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("setsid", ["sh", "-c", "exec 2>&1; . \"$0\"", path])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = Repository.Root,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var script = Process.Start(start)!;
        var output = script.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await script.WaitForExitAsync(TestContext.Current.CancellationToken);

        // Where nothing is left of it there is nobody to tell.
        using (var terminate = Process.Start(
            new ProcessStartInfo("kill", ["-TERM", "--", $"-{script.Id}"]) { RedirectStandardError = true })!)
        {
            await terminate.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        return await output;
    }
}
