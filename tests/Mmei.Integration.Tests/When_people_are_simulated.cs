using System.Diagnostics;
using System.Text.Json;
using Mmei.Testing;

namespace Mmei.Integration.Tests;

/// <summary>A few people for two sessions on a real platform: that all of it is carried out, not what it comes to.</summary>
public sealed class When_people_are_simulated
{
    [Fact]
    public async Task Should_print_one_document_of_all_arms_and_comparisons()
    {
        string[] arguments = ["simulate", "--users", "3", "--sessions", "2", "--seed", "7", "--json"];
        using var run = Process.Start(
            new ProcessStartInfo(Path.Combine(Repository.Root, "mmei"), arguments) { RedirectStandardOutput = true })!;
        var output = await run.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await run.WaitForExitAsync(TestContext.Current.CancellationToken);

        run.ExitCode.ShouldBe(0);
        using var document = JsonDocument.Parse(output);
        var arms = document.RootElement.GetProperty("arms").EnumerateArray().ToList();
        arms.Count.ShouldBe(4);
        arms.ShouldAllBe(arm => arm.GetProperty("engagement").GetDouble() > 0 && arm.GetProperty("ndcg").GetDouble() > 0);
        arms.ShouldAllBe(arm => arm.GetProperty("sessionsHeld").GetInt32() >= 3 && arm.GetProperty("sessionsHeld").GetInt32() <= 6);
        var comparisons = document.RootElement.GetProperty("comparisons").EnumerateArray().ToList();
        comparisons.Count.ShouldBe(4);
        comparisons.Select(one => one.GetProperty("satisfaction")).ShouldAllBe(
            gain => gain.GetProperty("low").GetDouble() <= gain.GetProperty("high").GetDouble());
    }
}
