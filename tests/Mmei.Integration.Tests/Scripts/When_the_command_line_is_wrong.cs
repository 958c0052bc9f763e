using Mmei.Testing.Servers;

namespace Mmei.Integration.Tests.Scripts;

/// <summary>Exit code 2 and not 1, so that a script can tell its own mistake from a failure; and nothing on standard output.</summary>
public sealed class When_the_command_line_is_wrong : IDisposable
{
    private readonly TempFolder _state = new();

    public void Dispose() => _state.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("fly")]
    [InlineData("up --fly")]
    [InlineData("demo --fly")]
    [InlineData("test --fly")]
    [InlineData("bench --fly")]
    [InlineData("chart --fly")]
    public async Task Should_show_the_usage_on_standard_error(string line)
    {
        var ended = await Shell.RunAsync(_state.Path, $"./mmei {line}");

        ended.ExitCode.ShouldBe(2);
        ended.Errors.ShouldContain("./mmei");
        ended.Output.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("up --port", "--port needs a value.")]
    [InlineData("up --bus pigeon", "--bus takes memory or rabbitmq, not 'pigeon'.")]
    [InlineData("up --dashboard", "--dashboard is for --bus rabbitmq.")]
    [InlineData("up --bus rabbitmq --watch --dashboard", "--dashboard and --watch exclude each other: what Aspire started it starts again.")]
    [InlineData("demo --data", "--data needs a value.")]
    [InlineData("demo --data no/such", "--data: there is no folder 'no/such'.")]
    [InlineData("test --only luck", "--only takes dotnet, page, python, chart or images, not 'luck'.")]
    public async Task Should_say_what_the_option_takes(string line, string sentence)
    {
        var ended = await Shell.RunAsync(_state.Path, $"./mmei {line}");

        (ended.ExitCode, ended.Errors.Trim(), ended.Output).ShouldBe((2, sentence, ""));
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("up --help")]
    [InlineData("chart --help")]
    public async Task Should_help_on_standard_output(string line)
    {
        var ended = await Shell.RunAsync(_state.Path, $"./mmei {line}");

        ended.ExitCode.ShouldBe(0);
        ended.Output.ShouldContain("./mmei");
        ended.Errors.ShouldBeEmpty();
    }
}
