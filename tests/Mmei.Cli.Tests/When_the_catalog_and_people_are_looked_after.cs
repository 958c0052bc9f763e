using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Mmei.Cli.Tests;

/// <summary>The verbs of operators: items, users and decisions.</summary>
public sealed class When_the_catalog_and_people_are_looked_after : IAsyncLifetime
{
    private const string Decision = "0193f2a4-7c1e-7b3a-9d52-6f1e8a0c4b77";

    private readonly StubPlatform _platform = new();
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _calls = [];

    public ValueTask InitializeAsync() => _platform.InitializeAsync();

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return _platform.DisposeAsync();
    }

    [Fact]
    public async Task Should_list_items_and_say_how_to_go_on()
    {
        Answer("""
            { "items": [{ "id": "m-1", "kind": "music", "title": "Rain", "description": "", "tags": [], "revision": 1, "indexed": false }],
              "next": "abc" }
            """);

        var run = await RunAsync("items", "list", "--limit", "1", "--kind", "music");

        run.Exit.ShouldBe(0, run.Error);
        _calls.ShouldBe(["GET /v1/items?limit=1&kind=music"]);
        run.Out.ShouldContain("Rain");
        run.Out.ShouldContain("not yet");
        run.Out.ShouldContain("--cursor abc");
    }

    [Fact]
    public async Task Should_tell_how_far_a_re_index_is()
    {
        Answer("""
            { "items": 10, "indexed": 9,
              "reindex": { "servingModel": "content-bert@1", "nextModel": "content-bert@2", "encoded": 4,
                           "waitsFor": ["mmei@2"] } }
            """);

        var run = await RunAsync("items", "status");

        run.Exit.ShouldBe(0, run.Error);
        _calls.ShouldBe(["GET /v1/items:status"]);
        run.Out.ShouldContain("9 of 10 items can be recommended");
        run.Out.ShouldContain("content-bert@2 has encoded 4");
        run.Out.ShouldContain("fitted with mmei@2");
    }

    [Fact]
    public async Task Should_declare_attributes_and_tell_what_says_otherwise()
    {
        Answer("""
            { "attributes": { "bpm": "number", "live": "boolean" }, "onlyDeclared": true, "contradicting": 2, "examples": ["m-1", "m-2"] }
            """);

        var run = await RunAsync("items", "declare", "bpm=number", "live=boolean", "--only");

        run.Exit.ShouldBe(0, run.Error);
        _calls.ShouldBe(["PUT /v1/items:attributes"]);
        run.Out.ShouldContain("bpm  number");
        run.Out.ShouldContain("Items may have no others");
        run.Out.ShouldContain("2 items say otherwise, and stay: m-1, m-2");
    }

    [Theory]
    [InlineData("bpm", "not 'bpm'")]
    [InlineData("bpm=int", "not 'bpm=int'")]
    [InlineData("bpm=1", "not 'bpm=1'")]
    [InlineData("=text", "not '=text'")]
    public async Task Should_refuse_a_declaration_that_is_none(string declared, string said)
    {
        var run = await RunAsync("items", "declare", "label=text", declared);

        run.Exit.ShouldBe(2);
        run.Error.ShouldContain(said);
        _calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_tell_what_is_declared()
    {
        Answer("""{ "attributes": {}, "onlyDeclared": false }""");

        var run = await RunAsync("items", "attributes");

        _calls.ShouldBe(["GET /v1/items:attributes"]);
        run.Out.ShouldContain("No attribute is declared");
    }

    [Fact]
    public async Task Should_export_the_catalog_to_a_file()
    {
        Answer("{}\n{}\n");
        var file = _folder.Write("catalog.csv", "old");

        (await RunAsync("items", "export", file)).Exit.ShouldBe(0);

        _calls.ShouldBe(["GET /v1/items:export?format=csv"]);
        (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ShouldBe("{}\n{}\n");
    }

    [Fact]
    public async Task Should_leave_a_file_alone_where_the_export_fails()
    {
        _platform.Intercept = context => Results.Problem(statusCode: 401).ExecuteAsync(context);
        var file = _folder.Write("catalog.ndjson", "old");

        (await RunAsync("items", "export", file)).Exit.ShouldBe(3);

        (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ShouldBe("old");
        File.Exists($"{file}.part").ShouldBeFalse();
    }

    [Fact]
    public async Task Should_delete_an_item()
    {
        _platform.Intercept = Record(context =>
        {
            context.Response.StatusCode = 204;
            return Task.CompletedTask;
        });

        (await RunAsync("items", "delete", "a/b")).Out.ShouldContain("a/b is deleted.");

        _calls.ShouldBe(["DELETE /v1/items/a%2Fb"]);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task Should_say_whether_a_person_is_erased_everywhere(bool complete, int exit)
    {
        Answer($$"""
            { "erasureId": "{{Decision}}", "erasedAt": "2026-11-27T06:00:00Z", "complete": {{(complete ? "true" : "false")}},
              "decisions": 2, "signals": 3, "policyRewards": 1, "votes": 1, "messages": 0, "tastes": 1 }
            """);

        var run = await RunAsync("users", "erase", "u-1");

        run.Exit.ShouldBe(exit, run.Error);
        run.Out.ShouldContain("2 decisions, 3 signals");
    }

    [Fact]
    public async Task Should_show_what_is_kept_of_a_person()
    {
        Answer("""
            { "id": "u-1", "seen": ["m-1", "m-2"], "liked": ["m-1"], "disliked": [], "decisions": 7,
              "mood": { "decisions": 7, "mean": { "joy": 0.75, "fear": 0.25 }, "volatility": 0.125 } }
            """);

        var run = await RunAsync("users", "show", "u-1");

        run.Out.ShouldContain("seen        m-1, m-2");
        run.Out.ShouldContain("disliked    -");
        run.Out.ShouldContain("decisions   7");
        run.Out.ShouldContain("mood        joy 0.75, fear 0.25; changes by 0.13 from one observation to the next");
    }

    [Fact]
    public async Task Should_store_show_and_withdraw_what_a_person_agreed_to()
    {
        Answer("""{ "image": true, "audio": false, "purpose": "recommendation", "storedAt": "2026-11-27T06:00:00Z" }""");

        var agreed = await RunAsync("users", "agree", "u-1", "--image", "--purpose", "recommendation");
        var shown = await RunAsync("users", "consent", "u-1");
        var withdrawn = await RunAsync("users", "withdraw", "u-1");

        (agreed.Exit, shown.Exit, withdrawn.Exit).ShouldBe((0, 0, 0), $"{agreed.Error}{shown.Error}{withdrawn.Error}");
        shown.Out.ShouldContain("face        agreed");
        shown.Out.ShouldContain("voice       not agreed");
        withdrawn.Out.Trim().ShouldBe("What u-1 agreed to is withdrawn.");
        _calls.ShouldBe(["PUT /v1/users/u-1/consent", "GET /v1/users/u-1/consent", "DELETE /v1/users/u-1/consent"]);
    }

    [Theory]
    [InlineData("identical", 0)]
    [InlineData("different", 1)]
    [InlineData("impossible", 1)]
    public async Task Should_tell_whether_a_recommendation_comes_out_the_same_again(string outcome, int exit)
    {
        Answer($$"""{ "decisionId": "{{Decision}}", "outcome": "{{outcome}}", "lacks": [], "differences": [] }""");

        var run = await RunAsync("decisions", "replay", Decision);

        (run.Exit, run.Out.Trim()).ShouldBe((exit, outcome));
        _calls.ShouldBe([$"POST /v1/decisions/{Decision}:replay"]);
    }

    [Fact]
    public async Task Should_say_what_a_decision_is_named_by()
    {
        var run = await RunAsync("decisions", "show", "the-last");

        run.Exit.ShouldBe(2);
        run.Error.ShouldContain("not 'the-last'");
        _calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_print_json_for_scripts()
    {
        Answer("""{ "id": "u-1", "seen": [], "liked": ["m-1"], "disliked": [] }""");

        JsonNode.Parse((await RunAsync("users", "show", "u-1", "--json")).Out)!["liked"]![0]!.GetValue<string>().ShouldBe("m-1");
    }

    [Theory]
    [InlineData(503)]
    [InlineData(429)]
    public async Task Should_ask_again_where_that_is_safe(int status)
    {
        _platform.Intercept = Record(context => _calls.Count < 3
            ? Results.StatusCode(status).ExecuteAsync(context)
            : context.Response.WriteAsync("""{ "id": "u-1", "seen": [], "liked": [], "disliked": [] }""", context.RequestAborted));

        (await RunAsync("users", "show", "u-1")).Exit.ShouldBe(0);

        _calls.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Should_give_up_in_the_end()
    {
        _platform.Intercept = Record(context => Results.StatusCode(503).ExecuteAsync(context));

        (await RunAsync("users", "show", "u-1")).Exit.ShouldBe(4);

        _calls.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Should_not_do_twice_what_may_not_be()
    {
        _platform.Intercept = Record(context => Results.StatusCode(503).ExecuteAsync(context));

        (await RunAsync("decisions", "replay", Decision)).Exit.ShouldBe(4);

        _calls.ShouldHaveSingleItem();
    }

    private void Answer(string body) =>
        _platform.Intercept = Record(context => context.Response.WriteAsync(body, context.RequestAborted));

    private Func<HttpContext, Task> Record(Func<HttpContext, Task> answer) => context =>
    {
        _calls.Add($"{context.Request.Method} {context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget}");
        return answer(context);
    };

    private Task<Cli> RunAsync(string group, string verb, params string[] rest) =>
        Cli.RunAsync([group, verb, "--url", _platform.Url, "--key", "k", .. rest]);
}
