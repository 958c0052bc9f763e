using Mmei.Testing;

namespace Mmei.Integration.Tests.Clients;

/// <summary>What the page of quick-starts has people copy does, on a running platform, what it says.</summary>
public sealed class When_a_quick_start_is_followed(SharedPlatform platform) : IClassFixture<SharedPlatform>
{
    [Fact]
    public async Task Should_perceive_recommend_and_learn_from_Python() =>
        ShouldTellTheStory(await PythonClient.RunAsync(platform.Running, Block("python")));

    [Fact]
    public async Task Should_perceive_recommend_and_learn_from_TypeScript() =>
        ShouldTellTheStory(await TypeScriptClient.RunAsync(platform.Running, Block("ts")));

    [Fact]
    public async Task Should_perceive_recommend_and_learn_from_CSharp() =>
        ShouldTellTheStory(await DotNetClient.RunAsync(platform.Running, Block("csharp")));

    private static void ShouldTellTheStory(ProgramRun run)
    {
        var lines = run.ShouldSucceed().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(5, run.Output);
        lines[0].ShouldMatch("^feels [A-Za-z]+ and wants to [A-Za-z]+$");
        lines[1].ShouldStartWith("1 ");
        lines[^1].ShouldBe("stored 1");
    }

    /// <summary>What the page has in a language. There is one block of each.</summary>
    private static string Block(string language)
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "quick-start.md"));
        return page.Split($"```{language}\n")[1].Split("\n```")[0];
    }
}
