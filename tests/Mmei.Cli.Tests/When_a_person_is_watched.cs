using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Mmei.Cli.Tests;

public sealed class When_a_person_is_watched : IAsyncLifetime
{
    private readonly StubPlatform _platform = new();

    public ValueTask InitializeAsync() => _platform.InitializeAsync();

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task Should_tell_of_each_line_what_is_felt_and_wanted()
    {
        var run = await WatchAsync("what a day\n\nI need a rest\n", "--user", "u-1", "--session", "s-1");

        run.Exit.ShouldBe(0, run.Error);
        var lines = run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(3, run.Out);
        lines[1].ShouldMatch(@"^\d\d:\d\d:\d\d  sadness 0\.70   #######     joy, sadness before         comfort    m-1 Title of m-1$");
        _platform.Heard.Select(input => input.Text).ShouldBe([null, "what a day", "I need a rest"]);
        _platform.Heard[0].UserId.ShouldBe("u-1");
    }

    [Fact]
    public async Task Should_print_a_document_a_line_as_json()
    {
        var run = await WatchAsync("a\nb\n", "--json");

        var lines = run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(2, run.Out);
        lines.ShouldAllBe(line => JsonNode.Parse(line)!["emotion"]!["label"]!.GetValue<string>() == "sadness");
        run.Error.ShouldContain("Session made-up.");
    }

    [Fact]
    public async Task Should_go_on_with_the_session_after_a_silence()
    {
        var run = await WatchAsync("a\ncut\nb\n");

        run.Exit.ShouldBe(0, run.Error);
        _platform.Heard.Where(input => input.Type == "open").Select(input => input.SessionId).ShouldBe([null, "made-up"]);
        _platform.Heard.Select(input => input.Text).ShouldBe([null, "a", "cut", null, "cut", "b"]);
    }

    [Fact]
    public async Task Should_go_on_after_a_moment_that_cannot_be_observed()
    {
        var run = await WatchAsync("refused\nb\n");

        run.Exit.ShouldBe(1);
        run.Error.ShouldContain("422 Nothing to perceive.");
        run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);
    }

    [Fact]
    public async Task Should_say_that_the_key_is_not_taken()
    {
        _platform.Intercept = context =>
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        };

        var run = await WatchAsync("a\n");

        run.Exit.ShouldBe(3);
        run.Error.ShouldContain("401");
    }

    [Fact]
    public async Task Should_say_that_nobody_is_there()
    {
        var run = await Cli.RunAsync("a\n", ["watch", "--url", "http://127.0.0.1:1", "--key", "k"]);

        run.Exit.ShouldBe(4);
        run.Error.ShouldContain("127.0.0.1:1");
    }

    [Fact]
    public async Task Should_stop_while_it_waits_for_a_line()
    {
        using var stop = new CancellationTokenSource();
        await using var silence = new Silence(stop.Cancel);
        await using var errors = new StringWriter(new StringBuilder());

        var exit = await CommandLine.RunAsync(
            ["watch", "--url", _platform.Url, "--key", "k"], () => silence, TextWriter.Null, errors, TimeProvider.System, stop.Token);

        exit.ShouldBe(130);
        errors.ToString().ShouldContain("Stopped.");
    }

    private Task<Cli> WatchAsync(string said, params string[] options) =>
        Cli.RunAsync(said, ["watch", "--url", _platform.Url, "--key", "k", .. options]);

    /// <summary>A terminal at which nobody types, as it does not heed a cancellation; tells when it is read.</summary>
    private sealed class Silence(Action read) : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            read();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, CancellationToken.None);
            return 0;
        }
    }
}
