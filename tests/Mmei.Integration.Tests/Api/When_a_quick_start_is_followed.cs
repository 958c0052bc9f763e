using System.ComponentModel;
using System.Diagnostics;
using Mmei.Integration.Tests.Platform;
using Mmei.Testing;

namespace Mmei.Integration.Tests.Api;

/// <summary>What the page of quick-starts has people copy does, on a running platform, what it says.</summary>
public sealed class When_a_quick_start_is_followed
{
    [Fact]
    public async Task Should_perceive_recommend_and_learn_from_Python()
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(TimeSpan.FromMinutes(8));
        await using var platform = await RunningPlatform.StartAsync("memory");
        await Samples.ImportCatalogAsync(platform.Client, timeout.Token);

        var (exitCode, output, errors) = await RunAsync(Block("python"), platform, timeout.Token);

        exitCode.ShouldBe(0, errors);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(5, output);
        lines[0].ShouldMatch("^feels [a-z]+ and wants to [a-z]+$");
        lines[1].ShouldStartWith("1 ");
        lines[^1].ShouldBe("stored 1");
    }

    private static string Block(string language)
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "quick-start.md"));
        return page.Split($"```{language}\n")[1].Split("\n```")[0];
    }

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        string code, RunningPlatform platform, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("python3", ["-c", code])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["MMEI_URL"] = $"{platform.Http.BaseAddress}", ["MMEI_KEY"] = platform.Key },
        };
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = await process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, await output, errors);
        }
        catch (Win32Exception)
        {
            Assert.Skip("python3 is not installed here.");
            throw;
        }
    }
}
