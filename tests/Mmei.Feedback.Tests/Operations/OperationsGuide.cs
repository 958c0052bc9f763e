using System.Diagnostics;
using System.Text.RegularExpressions;
using Mmei.Testing;

namespace Mmei.Feedback.Tests.Operations;

/// <summary>The commands of docs/operations.md, as they stand there.</summary>
internal static partial class OperationsGuide
{
    /// <summary>Runs the block of this name with bash, in a folder of its own.</summary>
    /// <returns>What it and <paramref name="after"/> printed.</returns>
    public static async Task<string> RunAsync(
        string block, string folder, string after = "", params (string Name, string Value)[] variables)
    {
        var guide = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "operations.md"));
        var commands = Block().Matches(guide).Single(match => match.Groups["name"].Value == block).Groups["commands"].Value;
        var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", $"{commands}\n{after}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(0, errors);
        return await output;
    }

    [GeneratedRegex(@"^<!-- run: (?<name>[a-z-]+) -->\n```sh\n(?<commands>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
