using System.Net;
using System.Net.Sockets;
using Mmei.Testing.Servers;

namespace Mmei.Integration.Tests.Scripts;

/// <summary>Who starts the platform where another program answers must not be told that it is ready.</summary>
public sealed class When_the_port_is_taken : IDisposable
{
    private readonly TempFolder _state = new();
    private readonly TcpListener _other = new(IPAddress.Loopback, 0);

    public When_the_port_is_taken() => _other.Start();

    private int Port => ((IPEndPoint)_other.LocalEndpoint).Port;

    public void Dispose()
    {
        _other.Dispose();
        _state.Dispose();
    }

    [Fact]
    public async Task Should_say_so_and_give_no_key()
    {
        var ended = await Shell.RunAsync(_state.Path, $"./mmei up --port {Port} --state {_state["data"]} --key mine");

        ended.ExitCode.ShouldBe(1);
        ended.Errors.Trim().ShouldBe($"Port {Port} is taken: another program listens there. --port 0 takes a free one.");
        ended.Output.ShouldBeEmpty();
    }

    /// <summary>It may be taken between the look and the start: then the other program answers while ours is still starting.</summary>
    [Fact]
    public async Task Should_take_nobody_elses_answer_for_the_platforms()
    {
        var others = $"listens $$ {Port} || echo not ours; listens {Environment.ProcessId} {Port} && echo theirs";

        (await Shell.RunAsync(_state.Path, others)).Output.ShouldBe("not ours\ntheirs\n");
    }

    [Theory]
    [InlineData("65536")]
    [InlineData("http")]
    [InlineData("-1")]
    public async Task Should_refuse_what_is_no_port(string port)
    {
        var ended = await Shell.RunAsync(_state.Path, $"./mmei up --port {port}");

        ended.ExitCode.ShouldBe(2);
        ended.Errors.Trim().ShouldBe($"--port takes a number from 0 to 65535, not '{port}'.");
    }
}
