using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;

namespace Mmei.Cli.Tests;

public sealed class When_a_command_is_given : IAsyncLifetime
{
    private readonly StubPlatform _platform = new();
    private readonly TemporaryFolder _folder = new();

    public ValueTask InitializeAsync() => _platform.InitializeAsync();

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return _platform.DisposeAsync();
    }

    [Fact]
    public async Task Should_observe_a_person()
    {
        var image = _folder.Write("a.png", [1, 2, 3]);

        var run = await RunAsync("observe", "--text", "hello", "--image", image, "--user", "u-1", "--k", "3", "--mood", "calm");

        run.Exit.ShouldBe(0, run.Error);
        run.Out.ShouldContain("emotion     sadness");
        var form = _platform.Observations.ShouldHaveSingleItem().Form.ShouldNotBeNull();
        form.Files["image"]!.Length.ShouldBe(3);
        var request = JsonNode.Parse(form["request"].ToString())!;
        request["userId"]!.GetValue<string>().ShouldBe("u-1");
        request["options"]!["mood"]!.GetValue<string>().ShouldBe("calm");
    }

    [Fact]
    public async Task Should_tell_how_the_session_developed() =>
        (await RunAsync("observe", "--text", "hello", "--session", "s-1")).Out.ShouldContain(
            "session     joy, sadness before   (observation 3)");

    [Fact]
    public async Task Should_print_the_answer_as_json()
    {
        var run = await RunAsync("observe", "--text", "hello", "--json");

        JsonNode.Parse(run.Out)!["emotion"]!["label"]!.GetValue<string>().ShouldBe("sadness");
    }

    [Fact]
    public async Task Should_import_a_file()
    {
        var file = _folder.Write("items.ndjson", "{}\n{}\n");

        var run = await RunAsync("import", file);

        run.Exit.ShouldBe(0, run.Error);
        _platform.ImportedRows.Count.ShouldBe(2);
        run.Out.ShouldContain("2 stored");
    }

    [Fact]
    public async Task Should_name_refused_rows_and_fail()
    {
        _platform.RefusedRows.Add(new RejectedRow(2, "kind is required"));

        var run = await RunAsync("import", _folder.Write("items.ndjson", "{}\n{}\n"));

        run.Exit.ShouldBe(1);
        run.Out.ShouldContain("line 2: kind is required");
    }

    [Fact]
    public async Task Should_send_feedback()
    {
        var decision = Guid.CreateVersion7(DateTimeOffset.UnixEpoch);

        var run = await RunAsync(
            "feedback", "--decision", decision.ToString(), "--item", "m-1", "--kind", "dwell", "--value", "12.5", "--id", "s-1");

        run.Exit.ShouldBe(0, run.Error);
        var signal = _platform.Signals.ShouldHaveSingleItem();
        signal.Id.ShouldBe("s-1");
        signal.DecisionId.ShouldBe(decision);
        signal.Kind.ShouldBe(SignalKind.Dwell);
        signal.Value.ShouldBe(12.5);
    }

    [Fact]
    public async Task Should_tell_what_the_platform_found_wrong()
    {
        _platform.Intercept = context =>
            Results.ValidationProblem(
                new Dictionary<string, string[]> { ["options.k"] = ["must be between 1 and 100"] }).ExecuteAsync(context);

        var run = await RunAsync("observe", "--text", "hello");

        run.Exit.ShouldBe(1);
        run.Error.ShouldContain("options.k: must be between 1 and 100");
    }

    [Theory]
    [InlineData("observe --url http://127.0.0.1:9 --text x", "--key")]
    [InlineData("observe --key k --text x", "--url")]
    [InlineData("observe --url not-an-address --key k --text x", "not-an-address")]
    [InlineData("demo --url http://127.0.0.1:9 --key k --people 2", "--people")]
    [InlineData("demo --url http://127.0.0.1:9 --key k --samples no-such-folder", "no-such-folder")]
    [InlineData("observe --url http://127.0.0.1:9 --key k --image no-such.png", "no-such.png")]
    public async Task Should_name_the_option_that_is_wrong(string line, string named)
    {
        var run = await Cli.RunAsync(line.Split(' '));

        run.Exit.ShouldBe(1);
        (run.Out + run.Error).ShouldContain(named);
    }

    [Fact]
    public async Task Should_say_that_the_platform_cannot_be_reached()
    {
        var run = await Cli.RunAsync("observe", "--url", "http://127.0.0.1:9", "--key", "k", "--text", "x");

        run.Exit.ShouldBe(1);
        run.Error.ShouldContain("127.0.0.1:9");
    }

    private Task<Cli> RunAsync(params string[] args) => Cli.RunAsync([args[0], "--url", _platform.Url, "--key", "k", .. args[1..]]);
}
