using System.ComponentModel;
using System.Diagnostics;
using Mmei.Integration.Tests.Platform;

namespace Mmei.Integration.Tests.Clients;

/// <summary>A program of somebody who calls the platform, run to its end.</summary>
internal sealed record ProgramRun(int ExitCode, string Output, string Errors)
{
    /// <param name="folder">Where it runs.</param>
    /// <param name="platform">The platform whose address and key it finds in its environment; null for none.</param>
    /// <param name="program">As on the command line. The test is skipped where there is none of that name.</param>
    /// <param name="arguments">What it is given.</param>
    public static async Task<ProgramRun> RunAsync(
        string folder, RunningPlatform? platform, string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
            Environment = { ["MMEI_URL"] = platform?.Http.BaseAddress?.ToString(), ["MMEI_KEY"] = platform?.Key },
        };
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return new ProgramRun(process.ExitCode, await output, errors);
        }
        catch (Win32Exception)
        {
            Assert.Skip($"{program} is not installed here.");
            throw;
        }
    }

    public ProgramRun ShouldSucceed()
    {
        ExitCode.ShouldBe(0, $"{Output}{Errors}");
        return this;
    }
}
