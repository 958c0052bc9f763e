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

        var run = await RunAsync(
            "observe", "--text", "hello", "--image", image, "--consent", "recommendation", "--user", "u-1", "--k", "3", "--mood", "calm",
            "--filter", "kind == 'music'", "--boost", "0.5 when tags has 'sea'", "--boost", "-2 when tags has 'live'");

        run.Exit.ShouldBe(0, run.Error);
        run.Out.ShouldContain("emotion     sadness");
        run.Out.ShouldContain("mood        calm");
        var form = _platform.Observations.ShouldHaveSingleItem().Form.ShouldNotBeNull();
        form.Files["image"]!.Length.ShouldBe(3);
        var request = JsonNode.Parse(form["request"].ToString())!;
        request["userId"]!.GetValue<string>().ShouldBe("u-1");
        request["consent"]!.ToJsonString().ShouldBe("""{"text":true,"image":true,"purpose":"recommendation"}""");
        request["options"]!["mood"]!.GetValue<string>().ShouldBe("calm");
        request["options"]!["filter"]!.GetValue<string>().ShouldBe("kind == 'music'");
        JsonNode.DeepEquals(
            request["options"]!["boosts"],
            JsonNode.Parse("""[{ "when": "tags has 'sea'", "by": 0.5 }, { "when": "tags has 'live'", "by": -2 }]""")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("tags has 'sea'")]
    [InlineData("much when tags has 'sea'")]
    [InlineData("0.5 when ")]
    public async Task Should_say_how_a_boost_is_written(string boost)
    {
        var run = await RunAsync("observe", "--text", "hello", "--boost", boost);

        run.Exit.ShouldBe(2);
        run.Error.ShouldContain("--boost takes a number, 'when' and an expression");
        _platform.Observations.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("--image", "--text", "hello")]
    [InlineData("--audio")]
    [InlineData("--audio", "--consent", " ")]
    public async Task Should_send_no_face_or_voice_without_consent(string medium, params string[] options)
    {
        var run = await RunAsync(["observe", medium, _folder.Write("a", [1, 2, 3]), .. options]);

        run.Exit.ShouldBe(2);
        run.Error.ShouldStartWith($"{medium} needs --consent PURPOSE, such as --consent recommendation: ");
        _platform.Observations.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_leave_it_to_the_platform_what_a_person_agreed_to_before()
    {
        var run = await RunAsync("observe", "--image", _folder.Write("a.png", [1, 2, 3]), "--user", "u-1");

        run.Exit.ShouldBe(0, run.Error);
        var form = _platform.Observations.ShouldHaveSingleItem().Form.ShouldNotBeNull();
        JsonNode.Parse(form["request"].ToString())!["consent"].ShouldBeNull();
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
        _platform.ImportType.ShouldBe("application/x-ndjson");
        run.Out.ShouldContain("2 stored");
    }

    [Theory]
    [InlineData("items.csv")]
    [InlineData("ITEMS.CSV")]
    [InlineData("items.txt", "--format", "csv")]
    public async Task Should_import_csv_as_what_it_is(string name, params string[] options)
    {
        var file = _folder.Write(name, "id,kind,title\nm-1,music,One\n");

        var run = await RunAsync(["import", file, .. options]);

        run.Exit.ShouldBe(0, run.Error);
        _platform.ImportType.ShouldBe("text/csv");
    }

    [Fact]
    public async Task Should_read_standard_input_where_a_dash_is_given()
    {
        (await Cli.RunAsync("{}\n{}\n{}\n", ["import", "--url", _platform.Url, "--key", "k", "-"])).Exit.ShouldBe(0);
        string[] picture = ["observe", "--url", _platform.Url, "--key", "k", "--image", "-", "--consent", "recommendation"];
        (await Cli.RunAsync("picture", picture)).Exit.ShouldBe(0);

        _platform.ImportedRows.Count.ShouldBe(3);
        _platform.Observations.ShouldHaveSingleItem().Form.ShouldNotBeNull().Files["image"]!.Length.ShouldBe(7);
    }

    [Fact]
    public async Task Should_read_standard_input_only_once()
    {
        var run = await RunAsync("observe", "--image", "-", "--audio", "-", "--consent", "recommendation");

        (run.Exit, run.Error.Trim()).ShouldBe((2, "Standard input (-) can be read once."));
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

        run.Exit.ShouldBe(3);
        run.Error.ShouldContain("options.k: must be between 1 and 100");
    }

    [Theory]
    [InlineData(429, 4)]
    [InlineData(500, 4)]
    [InlineData(503, 4)]
    [InlineData(401, 3)]
    [InlineData(413, 3)]
    public async Task Should_tell_what_may_succeed_later_from_what_never_will(int status, int exitCode)
    {
        _platform.Intercept = context => Results.Problem(statusCode: status).ExecuteAsync(context);

        (await RunAsync("observe", "--text", "hello")).Exit.ShouldBe(exitCode);
    }

    [Theory]
    [InlineData("<h1>Hello</h1>")]
    [InlineData("null")]
    [InlineData("""{"emotion":7}""")]
    public async Task Should_say_that_somebody_else_answered(string body)
    {
        _platform.Intercept = context => context.Response.WriteAsync(body, context.RequestAborted);

        var run = await RunAsync("observe", "--text", "hello");

        run.Exit.ShouldBe(4);
        run.Error.Trim().ShouldBe($"What {_platform.Url}/v1/observations answered is not what the platform answers.");
    }

    [Theory]
    [InlineData("observe --url http://127.0.0.1:9 --text x", "--key")]
    [InlineData("observe --key k --text x", "--url")]
    [InlineData("observe --url not-an-address --key k --text x", "not-an-address")]
    [InlineData("observe --url http://127.0.0.1:9 --key \u00fc --text x", "--key")]
    [InlineData("import --url http://127.0.0.1:9 --key k no-such.csv", "no-such.csv")]
    [InlineData("observe --url http://127.0.0.1:9 --key k --unknown", "--unknown")]
    [InlineData("nothing", "nothing")]
    [InlineData("", "command")]
    [InlineData("demo --url http://127.0.0.1:9 --key k --people 2", "--people")]
    [InlineData("demo --url http://127.0.0.1:9 --key k --samples no-such-folder", "no-such-folder")]
    [InlineData("observe --url http://127.0.0.1:9 --key k --image no-such.png --consent test", "no-such.png")]
    public async Task Should_name_the_option_that_is_wrong(string line, string named)
    {
        var run = await Cli.RunAsync(line.Split(' '));

        run.Exit.ShouldBe(2);
        run.Error.ShouldContain(named);
        run.Out.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("observe --k ten", "--k takes a whole number, not 'ten'.")]
    [InlineData("observe --mood sad", "--mood takes one of match, lift, calm, not 'sad'.")]
    [InlineData("observe --mood lift,match", "--mood takes one of match, lift, calm, not 'lift,match'.")]
    [InlineData("observe --mood 1", "--mood takes one of match, lift, calm, not '1'.")]
    [InlineData("feedback --decision x --item m-1 --kind like", "--decision takes an id such as 0193f2a4-7c1e-7b3a-9d52-6f1e8a0c4b77, not 'x'.")]
    [InlineData("feedback --value 1,5", "--value takes a number such as 12.5, not '1,5'.")]
    [InlineData("feedback --kind complete,like", "--kind takes one of dwell, complete, like, dislike, replay, share, skip, emotion, not 'complete,like'.")]
    [InlineData("demo --seed x", "--seed takes a whole number, not 'x'.")]
    [InlineData("import --format xml a", "--format takes one of ndjson, csv, not 'xml'.")]
    public async Task Should_say_what_an_option_takes(string line, string sentence)
    {
        var run = await Cli.RunAsync([.. line.Split(' '), "--url", "http://127.0.0.1:9", "--key", "k"]);

        run.Exit.ShouldBe(2);
        var said = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        said.ShouldContain(sentence);
        said[^1].ShouldBe($"See 'mmei {line.Split(' ')[0]} --help'.");
        run.Error.ShouldNotContain("Usage:");
        run.Error.ShouldNotContain("System.");
        run.Error.ShouldNotContain("Mmei.Contracts");
        run.Out.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_say_what_there_is_when_nothing_is_asked()
    {
        var run = await Cli.RunAsync();

        run.Exit.ShouldBe(2);
        run.Error.ShouldContain("mmei [command] [options]");
        run.Error.ShouldContain("observe");
    }

    [Theory]
    [InlineData("--help", "mmei [command] [options]")]
    [InlineData("items list --help", "mmei items list [options]")]
    public async Task Should_call_itself_as_people_do(string line, string usage)
    {
        var run = await Cli.RunAsync(line.Split(' '));

        run.Exit.ShouldBe(0);
        run.Out.Split('\n').ShouldContain("  " + usage);
    }

    [Fact]
    public async Task Should_help_on_standard_output()
    {
        var run = await Cli.RunAsync("--help");

        run.Exit.ShouldBe(0);
        run.Out.ShouldContain("Exit codes: 0 done");
        run.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_say_that_the_platform_cannot_be_reached()
    {
        var run = await Cli.RunAsync("observe", "--url", "http://127.0.0.1:9", "--key", "k", "--text", "x");

        run.Exit.ShouldBe(4);
        run.Error.ShouldContain("127.0.0.1:9");
    }

    private Task<Cli> RunAsync(params string[] args) => Cli.RunAsync([args[0], "--url", _platform.Url, "--key", "k", .. args[1..]]);
}
