using System.Diagnostics;
using System.Text.Json;
using Mmei.Testing;

namespace Mmei.Integration.Tests;

/// <summary>What a new user runs first.</summary>
public sealed class When_the_demo_runs
{
    [Fact]
    public async Task Should_print_one_document_that_holds_together()
    {
        var (exitCode, output) = await RunAsync("demo", "--json");

        exitCode.ShouldBe(0);
        using var document = JsonDocument.Parse(output);
        var observations = document.RootElement.GetProperty("observations");
        observations.GetArrayLength().ShouldBeGreaterThanOrEqualTo(3);
        foreach (var answer in observations.EnumerateArray())
        {
            WeightsOf(answer).Sum().ShouldBe(1, 1e-6);
            var items = answer.GetProperty("items");
            items.GetArrayLength().ShouldBe(10);
            items.EnumerateArray().ShouldAllBe(item => Math.Abs(PartsOf(item).Sum() - item.GetProperty("score").GetDouble()) < 1e-6);
            answer.GetProperty("timingsMs").GetProperty("total").GetDouble().ShouldBeGreaterThan(0);
        }

        var ranking = document.RootElement.GetProperty("ranking");
        var rewarded = ranking.GetProperty("rewarded").GetString();
        PositionOf(rewarded, ranking.GetProperty("after")).ShouldBeLessThan(PositionOf(rewarded, ranking.GetProperty("before")));
    }

    private static IEnumerable<double> WeightsOf(JsonElement answer) =>
        answer.GetProperty("modalities").EnumerateObject()
            .Where(modality => modality.Value.GetProperty("status").GetString() == "used")
            .Select(modality => modality.Value.GetProperty("weight").GetDouble());

    private static IEnumerable<double> PartsOf(JsonElement item) =>
        new[] { "congruence", "intent", "said", "affinity", "quality", "policy", "boost", "diversity" }
            .Select(part => item.GetProperty("explanation").GetProperty(part).GetDouble());

    private static int PositionOf(string? id, JsonElement ids) =>
        ids.EnumerateArray().Select(element => element.GetString()).ToList().IndexOf(id) is var index and >= 0 ? index : int.MaxValue;

    private static async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(Path.Combine(Repository.Root, "mmei"), arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output);
    }
}
