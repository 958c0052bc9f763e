using System.ComponentModel;
using System.Diagnostics;

namespace Mmei.Cli.Tests;

/// <summary>What Tab offers, asked of real shells; <c>mmei</c> is the program as it was built.</summary>
public sealed class When_a_shell_completes
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Mmei.Cli.dll");

    [Theory]
    [InlineData("mmei ex", "experiments")]
    [InlineData("mmei items ", "attributes declare delete export get import list status")]
    [InlineData("mmei items list --k", "--key --kind")]
    [InlineData("mmei items list --kind ", "image music story video")]
    [InlineData("mmei items list --kind m", "music")]
    [InlineData("mmei observe --text 'what a day' --mo", "--mood")]
    [InlineData("mmei completion ", "bash fish zsh")]
    [InlineData("mmei items import ", "")]
    [InlineData("mmei observe --image ", "")]
    public async Task Should_offer_what_the_commands_declare_in_bash(string line, string offered) => (await RunAsync(
        "bash",
        $$"""
        mmei() { dotnet '{{Program}}' "$@"; }
        source <(mmei completion bash)
        COMP_LINE="{{line}}" COMP_POINT={{line.Length}} COMP_WORDS=({{line}}{{(line.EndsWith(' ') ? " ''" : "")}})
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _mmei
        printf '%s\n' "${COMPREPLY[@]}" | sort | xargs
        """)).ShouldBe(offered);

    [Fact]
    public async Task Should_be_asked_by_bash_and_leave_files_to_it() =>
        (await RunAsync("bash", $"source <(dotnet '{Program}' completion bash); complete -p mmei"))
        .ShouldBe("complete -o default -F _mmei mmei");

    [Theory]
    [InlineData("mmei items li", "list")]
    [InlineData("mmei items list --kind m", "music")]
    public async Task Should_offer_it_in_fish(string line, string offered) => (await RunAsync(
        "fish", $"function mmei; dotnet '{Program}' $argv; end; mmei completion fish | source; complete -C '{line}'")).ShouldBe(offered);

    [Fact]
    public async Task Should_say_which_shells_there_are()
    {
        var run = await Cli.RunAsync("completion", "tcsh");

        run.Exit.ShouldBe(2);
        run.Error.ShouldContain("'zsh'");
    }

    private static async Task<string> RunAsync(string shell, string script)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(shell, ["-c", script])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["LC_ALL"] = "C" },
            })!;
            var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            errors.ShouldBeEmpty();
            return (await output).Trim();
        }
        catch (Win32Exception)
        {
            Assert.Skip($"{shell} is not installed here.");
            throw;
        }
    }
}
