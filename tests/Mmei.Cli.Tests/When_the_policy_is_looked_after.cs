using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Mmei.Cli.Tests;

/// <summary>The verbs of operators: policy and experiments.</summary>
public sealed class When_the_policy_is_looked_after : IAsyncLifetime
{
    private const string Learned = """
        { "policy": "lin-ts", "exploration": 0.5, "version": 7, "featureVersion": 3, "rewards": 12, "frozen": 5,
          "takeOver": { "exploration": 0.1, "leastDecisions": 300, "leastLift": 0 },
          "weights": [{ "feature": "joy x music", "mean": -0.25, "doubt": 0.4 }, { "feature": "never met", "mean": 0, "doubt": 1 }] }
        """;

    private const string Judged = """
        { "policy": "lin-ts", "exploration": 0.1, "decisions": 400, "skipped": 3, "effectiveSampleSize": 80, "largestWeight": 10,
          "logged": { "value": 0.1, "low": 0.05, "high": 0.15 }, "estimates": {}, "gain": { "value": 0.2, "low": 0.1, "high": 0.3 },
          "besideBaseline": { "matchRate": 0.25, "covered": 1, "lift": { "value": 0.2, "low": 0.1, "high": 0.3 } },
          "promotable": true, "reason": "It earns more." }
        """;

    private const string Trial = """
        { "name": "moods", "running": true, "seed": 1, "followMinutes": 60, "startedAt": "2026-11-27T06:00:00Z",
          "arms": [{ "name": "usual", "weight": 0.5 }, { "name": "calm", "weight": 0.5, "mood": "calm" }],
          "results": [
            { "arm": "usual", "exposed": 60, "counted": 50, "engagementSeconds": { "mean": 12 }, "satisfaction": { "mean": 0.1 },
              "reward": {}, "retention": {}, "diversity": {} },
            { "arm": "calm", "exposed": 61, "counted": 52, "satisfaction": { "mean": 0.2 }, "reward": {}, "retention": {},
              "diversity": {}, "engagementSeconds": { "mean": 20, "difference": { "mean": 8, "interval": { "low": 1.5, "high": 14.5 } } } }] }
        """;

    private readonly StubPlatform _platform = new();
    private readonly List<string> _calls = [];

    public ValueTask InitializeAsync() => _platform.InitializeAsync();

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task Should_show_the_policy_and_the_weights_that_say_something()
    {
        Answer(Learned);

        var run = await RunAsync("policy", "show");

        run.Exit.ShouldBe(0, run.Error);
        run.Out.ShouldContain("lin-ts, exploration 0.5, version 7, 12 rewards");
        run.Out.ShouldContain("snapshot 5 is held in force");
        run.Out.ShouldContain("lin-ts takes over once it has earned it, looked at from 300 decisions");
        run.Out.ShouldContain("-0.250  joy x music");
        run.Out.ShouldNotContain("never met");
    }

    [Theory]
    [InlineData("freeze", "POST /v1/policy:freeze ")]
    [InlineData("unfreeze", "POST /v1/policy:unfreeze ")]
    [InlineData("rollback 5", """POST /v1/policy:rollback {"version":5}""")]
    [InlineData("explore 0.25", """PUT /v1/policy/exploration {"exploration":0.25}""")]
    [InlineData("explore 1 --policy lin-ucb", """PUT /v1/policy/exploration {"policy":"lin-ucb","exploration":1}""")]
    [InlineData(
        "explore 0.05 --policy apprentice --take-over 0.02 --least-decisions 500",
        """
        PUT /v1/policy/exploration {"policy":"apprentice","exploration":0.05,"takeOver":{"exploration":0.02,"leastDecisions":500,"leastLift":0}}
        """)]
    public async Task Should_change_what_is_in_force(string typed, string call)
    {
        Answer(Learned);
        var words = typed.Split(' ');

        var run = await RunAsync("policy", words[0], words[1..]);

        run.Exit.ShouldBe(0, run.Error);
        _calls.ShouldBe([call]);
    }

    [Theory]
    [InlineData("evaluate lin-ts 0.1 --least-lift 0.02", "POST /v1/policy:evaluate ")]
    [InlineData("promote lin-ts 0.1 --least-lift 0.02", "POST /v1/policy:promote ")]
    public async Task Should_tell_how_an_apprentice_does_beside_the_baseline(string typed, string call)
    {
        Answer(Judged);
        var words = typed.Split(' ');

        var run = await RunAsync("policy", words[0], words[1..]);

        run.Exit.ShouldBe(0, run.Error);
        var made = _calls.ShouldHaveSingleItem();
        made.ShouldStartWith(call);
        JsonNode.Parse(made[call.Length..])!["leastLift"]!.GetValue<double>().ShouldBe(0.02);
        run.Out.ShouldContain("beyond the baseline +0.200 (+0.100 to +0.300)");
        run.Out.ShouldContain("may be put in force: It earns more.");
    }

    [Fact]
    public async Task Should_list_what_is_kept()
    {
        Answer("""
            { "snapshots": [
              { "version": 5, "reason": "frozen", "featureVersion": 3, "rewards": 9, "madeAt": "2026-11-27T06:00:00Z", "inForce": true }] }
            """);

        (await RunAsync("policy", "snapshots")).Out.ShouldContain("5  2026-11-27 06:00:00Z  frozen     9 rewards, in force");
    }

    [Fact]
    public async Task Should_tell_what_came_of_each_arm()
    {
        Answer(Trial);

        var run = await RunAsync("experiments", "show", "moods");

        run.Exit.ShouldBe(0, run.Error);
        _calls.ShouldBe(["GET /v1/experiments/moods "]);
        run.Out.ShouldContain("moods: usual 0.5, calm 0.5; started 2026-11-27 06:00:00Z, running");
        run.Out.ShouldContain("52 of 61");
        run.Out.ShouldContain("20 (+1.5 to +14.5)");
    }

    [Fact]
    public async Task Should_start_an_experiment_from_a_file()
    {
        Answer(Trial);

        var run = await Cli.RunAsync(
            """{ "arms": [{ "name": "usual", "weight": 1 }] }""",
            ["experiments", "start", "moods", "-", "--url", _platform.Url, "--key", "k"]);

        run.Exit.ShouldBe(0, run.Error);
        var call = _calls.ShouldHaveSingleItem();
        call.ShouldStartWith("PUT /v1/experiments/moods ");
        JsonNode.Parse(call["PUT /v1/experiments/moods ".Length..])!["arms"]![0]!["name"]!.GetValue<string>().ShouldBe("usual");
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{ \"arms\": 5 }")]
    public async Task Should_say_of_a_file_that_is_no_experiment(string file)
    {
        var run = await Cli.RunAsync(file, ["experiments", "start", "moods", "-", "--url", _platform.Url, "--key", "k"]);

        run.Exit.ShouldBe(2);
        run.Error.ShouldContain("- is no experiment");
    }

    [Fact]
    public async Task Should_stop_an_experiment()
    {
        Answer(Trial);

        (await RunAsync("experiments", "stop", "moods")).Exit.ShouldBe(0);

        _calls.ShouldBe(["POST /v1/experiments/moods:stop "]);
    }

    private void Answer(string body) => _platform.Intercept = async context =>
    {
        using var reader = new StreamReader(context.Request.Body);
        var asked = await reader.ReadToEndAsync(context.RequestAborted);
        _calls.Add($"{context.Request.Method} {context.Request.Path} {asked}");
        await context.Response.WriteAsync(body, context.RequestAborted);
    };

    private Task<Cli> RunAsync(string group, string verb, params string[] rest) =>
        Cli.RunAsync([group, verb, .. rest, "--url", _platform.Url, "--key", "k"]);
}
