using System.Text.RegularExpressions;

namespace Mmei.Integration.Tests.Clients;

/// <summary>npm, where it can be had.</summary>
internal static partial class Npm
{
    /// <summary>Runs a verb that fetches packages. Where there is no npm, or its registry cannot be reached, the test is skipped.</summary>
    public static async Task RunAsync(string folder, string verb, params IEnumerable<string> arguments)
    {
        var run = await ProgramRun.RunAsync(
            folder, null, "npm", [verb, .. arguments, "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"]);
        if (Unreachable().Match(run.Errors) is { Success: true } reason)
        {
            Assert.Skip($"npm cannot reach its registry: {reason.Value}.");
        }

        run.ShouldSucceed();
    }

    [GeneratedRegex(@"(?<=error code )(ENOTFOUND|EAI_AGAIN|ECONN\w+|ENETUNREACH|ETIMEDOUT|E5\d\d)")]
    private static partial Regex Unreachable();
}
