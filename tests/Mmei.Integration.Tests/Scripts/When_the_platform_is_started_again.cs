using Mmei.Testing.Servers;

namespace Mmei.Integration.Tests.Scripts;

public sealed class When_the_platform_is_started_again : IDisposable
{
    private readonly TempFolder _state = new();

    public void Dispose() => _state.Dispose();

    [Fact]
    public async Task Should_keep_what_the_crash_before_logged()
    {
        var log = _state["gateway.log"];

        await Shell.RunAsync(_state.Path, $"for start in 1 2 3 4 5 6 7; do rotate {log}; echo $start >{log}; done");

        string[] kept = ["", ".1", ".2", ".3", ".4", ".5"];
        kept.Select(age => File.ReadAllText(log + age).Trim()).ShouldBe(["7", "6", "5", "4", "3", "2"]);
        Directory.GetFiles(_state.Path).Length.ShouldBe(kept.Length);
    }

    [Fact]
    public async Task Should_refuse_a_folder_that_another_run_has()
    {
        var ended = await Shell.RunAsync(_state.Path, $"exec 5>{_state[".lock"]}; flock 5; ./mmei up --port 0 --state {_state.Path} 5>&-");

        ended.ExitCode.ShouldBe(1);
        ended.Errors.ShouldContain($"Another ./mmei up has its data in {_state.Path}; --state takes another folder.");
    }

    /// <summary>A broker that is named after its port is another one after every start, and nobody reads what the last one held.</summary>
    [Fact]
    public async Task Should_have_the_same_broker_with_what_it_held()
    {
        const string OneStart = "start_rabbitmq $MMEI_STATE/rabbitmq; stop_servers $rabbitmq_pid $epmd_pid; ls $MMEI_STATE/rabbitmq/data | sed 's/-.*//' | sort -u";
        Assert.SkipUnless(Directory.Exists("/usr/lib/rabbitmq"), "RabbitMQ is not installed: no /usr/lib/rabbitmq.");

        var ended = await Shell.RunAsync(_state.Path, $"mkdir -p $MMEI_STATE/rabbitmq/data/mmei-23456@localhost; {OneStart}; {OneStart}");

        ended.ExitCode.ShouldBe(0, ended.Errors);
        ended.Output.ShouldBe("mmei@localhost\nmmei@localhost\n");
    }
}
