using System.Diagnostics;
using Mmei.Testing;

namespace Mmei.Integration.Tests.Scripts;

/// <summary>Runs a piece of bash in the repository, with what the scripts share.</summary>
internal static class Shell
{
    /// <param name="state">Where the scripts keep what is theirs.</param>
    /// <param name="script">The commands; they stop at the first that fails.</param>
    public static async Task<ShellResult> RunAsync(string state, string script)
    {
        var start = new ProcessStartInfo("bash", ["-c", $"set -euo pipefail; source eng/scripts/lib.sh; source eng/scripts/servers.sh; {script}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
            Environment = { ["MMEI_STATE"] = state },
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new ShellResult(process.ExitCode, await output, errors);
    }
}
