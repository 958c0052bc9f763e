using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Mmei.Hosting.Json;

namespace Mmei.Hosting.Tests;

public sealed class When_a_request_cannot_be_read
{
    public enum Mood
    {
        Calm,
        VeryBright,
    }

    [Theory]
    [InlineData("""{"userId":"u","options":{"k":"ten"}}""", "options.k", "must be a whole number between -2147483648 and 2147483647")]
    [InlineData("""{"userId":"u","options":{"k":10.5}}""", "options.k", "must be a whole number between -2147483648 and 2147483647")]
    [InlineData("""{"userId":"u","options":{"k":1e99}}""", "options.k", "must be a whole number between -2147483648 and 2147483647")]
    [InlineData("""{"userId":"u","options":{"mood":"angry"}}""", "options.mood", "must be one of calm, veryBright")]
    [InlineData("""{"userId":"u","options":{"mood":1}}""", "options.mood", "must be one of calm, veryBright")]
    [InlineData("""{"userId":"u","options":{"mood":{}}}""", "options.mood", "must be one of calm, veryBright")]
    [InlineData("""{"userId":"u","options":{"mood":"\ud800"}}""", "options.mood", "is not valid Unicode")]
    [InlineData("""{"userId":"u","options":[]}""", "options", "must be an object")]
    [InlineData("""{"userId":"u","tags":["a",3]}""", "tags[1]", "must be a string")]
    [InlineData("""{"userId":"u","tags":{}}""", "tags", "must be an array")]
    [InlineData("""{"userId":"u","weight":"1"}""", "weight", "must be a number")]
    [InlineData("""{"userId":"u","isKnown":1}""", "isKnown", "must be true or false")]
    [InlineData("""{"userId":"u","decision":"17"}""", "decision", "must be a UUID, as 01939a5c-6b7e-7c3a-9d1e-2f3a4b5c6d7e")]
    [InlineData("""{"userId":"u","picture":"?"}""", "picture", "must be a string in base64")]
    [InlineData("""{"userId":17}""", "userId", "must be a string")]
    [InlineData("""{"userId":"\udead"}""", "userId", "is not valid Unicode")]
    [InlineData("[]", "body", "must be an object")]
    public async Task Should_say_at_its_path_what_a_value_must_be(string body, string field, string problem)
    {
        var answer = await PostAsync(body);

        answer.Status.ShouldBe(400);
        answer.String("type").ShouldBe("https://mmei.dev/problems/invalid-input");
        answer.Errors(field).ShouldHaveSingleItem().ShouldBe(problem);
        answer.Text.ShouldNotContain("System.");
    }

    [Theory]
    [InlineData("calm, veryBright")]
    [InlineData("calm,calm")]
    [InlineData("Calm")]
    [InlineData(" calm")]
    [InlineData("0")]
    [InlineData("")]
    public async Task Should_take_one_name_of_an_enumeration_and_nothing_else(string mood) =>
        (await PostAsync($$$"""{"userId":"u","options":{"mood":"{{{mood}}}"}}""")).Errors("options.mood").ShouldBe(
            ["must be one of calm, veryBright"]);

    [Theory]
    [InlineData("2026-11-22")]
    [InlineData("2026-11-22T20:42:10")]
    [InlineData("2026-11-22T20:42Z")]
    [InlineData("2026-11-22 20:42:10Z")]
    [InlineData("2026-11-22T20:42:10+1")]
    [InlineData("2026-13-22T20:42:10Z")]
    [InlineData("0001-01-01T00:00:00+14:00")]
    [InlineData("1764000000")]
    public async Task Should_refuse_a_time_that_is_no_instant(string at) =>
        (await PostAsync($$"""{"userId":"u","at":"{{at}}"}""")).Errors("at").ShouldHaveSingleItem().ShouldBe(
            "must be a date and time with its offset (RFC 3339), as 2026-11-22T20:42:10Z or 2026-11-22T21:42:10+01:00");

    [Theory]
    [InlineData(""" "k":10.0 """)]
    [InlineData(""" "k":1e1 """)]
    [InlineData(""" "k":10, "mood":"veryBright" """)]
    public async Task Should_take_a_whole_number_however_it_is_written(string options) =>
        (await PostAsync($$$"""{"userId":"u","options":{{{{options}}}},"at":"2026-11-22T20:42:10.123456789-01:30"}""")).Status.ShouldBe(200);

    [Theory]
    [InlineData("""{"userId":"u","nickname":"x"}""", "nickname", "is not known here")]
    [InlineData("""{"userId":"u","UserId":"v"}""", "UserId", "is not known here")]
    [InlineData("""{"userId":"u","options":{"limit":1}}""", "options.limit", "is not known here")]
    [InlineData("""{"userId":"u","userId":"v"}""", "userId", "is given twice")]
    [InlineData("""{"userId":"u","options":{"k":1,"k":1}}""", "options.k", "is given twice")]
    public async Task Should_refuse_members_that_are_unknown_or_given_twice(string body, string field, string problem) =>
        (await PostAsync(body)).Errors(field).ShouldBe([problem]);

    [Fact]
    public async Task Should_name_every_missing_member()
    {
        var answer = await PostAsync("""{"options":{}}""");

        answer.Errors("userId").ShouldBe(["is required"]);
        answer.Json.GetProperty("errors").EnumerateObject().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Should_name_the_path_of_a_missing_nested_member()
    {
        var answer = await PostAsync("""{"userId":"u","place":{"y":1}}""");

        answer.Errors("place.x").ShouldBe(["is required"]);
    }

    [Fact]
    public async Task Should_refuse_null_where_it_is_not_allowed()
    {
        var answer = await PostAsync("""{"userId":null}""");

        answer.Errors("userId").ShouldBe(["must not be null"]);
    }

    [Theory]
    [InlineData("""{"userId": "u",""")]
    [InlineData("not json")]
    public async Task Should_say_where_the_json_breaks(string body)
    {
        var answer = await PostAsync(body);

        answer.Status.ShouldBe(400);
        answer.Json.GetProperty("errors").EnumerateObject().ShouldHaveSingleItem().Value[0].GetString()!
            .ShouldStartWith("is not valid JSON at line 1");
    }

    [Fact]
    public async Task Should_ask_for_a_missing_body()
    {
        var answer = await PostAsync("");

        answer.Errors("body").ShouldBe(["is required"]);
    }

    [Fact]
    public async Task Should_name_the_query_parameter()
    {
        await using var app = await HostedApp.StartAsync(map => map.MapGet("/items", (int limit) => limit));

        (await app.GetAsync("/items?limit=many")).Errors("limit").ShouldBe(["cannot be read"]);
        (await app.GetAsync("/items")).Errors("limit").ShouldBe(["is required"]);
    }

    [Fact]
    public async Task Should_refuse_another_content_type()
    {
        await using var app = await StartAsync();

        var answer = await app.PostAsync("/", "userId=u", "application/x-www-form-urlencoded");

        answer.Status.ShouldBe(415);
        answer.String("type").ShouldBe("https://mmei.dev/problems/unsupported-media");
    }

    [Fact]
    public async Task Should_refuse_a_body_over_the_limit()
    {
        await using var app = await StartAsync();

        var answer = await app.PostAsync("/", $$"""{"userId":"{{new string('u', 5000)}}"}""");

        answer.Status.ShouldBe(413);
        answer.String("type").ShouldBe("https://mmei.dev/problems/too-large");
    }

    [Fact]
    public async Task Should_refuse_a_chunked_body_over_the_limit()
    {
        await using var app = await StartAsync();
        var request = new HttpRequestMessage(HttpMethod.Post, "/")
        {
            Content = new StringContent($$"""{"userId":"{{new string('u', 5000)}}"}""", new MediaTypeHeaderValue("application/json")),
            Headers = { TransferEncodingChunked = true },
        };

        var answer = await app.SendAsync(request);

        answer.Status.ShouldBe(413);
        answer.String("type").ShouldBe("https://mmei.dev/problems/too-large");
    }

    [Fact]
    public async Task Should_name_the_path_when_the_endpoint_reads_the_body_itself()
    {
        await using var app = await HostedApp.StartAsync(map => map.MapPost("/", async (HttpRequest request) =>
            await JsonSerializer.DeserializeAsync<Input>(request.Body, JsonDefaults.Options, request.HttpContext.RequestAborted)));

        var answer = await app.PostAsync("/", """{"userId":"u","options":{"k":[]}}""");

        answer.Errors("options.k").ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("GET", "/nowhere", 404, "not-found")]
    [InlineData("DELETE", "/", 405, "method-not-allowed")]
    public async Task Should_answer_framework_statuses_as_problems(string method, string path, int status, string slug)
    {
        await using var app = await StartAsync();

        var answer = await app.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        answer.Status.ShouldBe(status);
        answer.ContentType.ShouldBe("application/problem+json");
        answer.String("type").ShouldBe("https://mmei.dev/problems/" + slug);
    }

    [Fact]
    public async Task Should_give_results_of_endpoints_the_same_shape()
    {
        await using var app = await HostedApp.StartAsync(map => map.MapGet("/", () => TypedResults.Problem("Not now.", statusCode: 503)));

        var answer = await app.GetAsync("/");

        answer.String("type").ShouldBe("https://mmei.dev/problems/unavailable");
        answer.String("traceId").ShouldNotBeNull().Length.ShouldBe(32);
    }

    private static async Task<Answer> PostAsync(string body)
    {
        await using var app = await StartAsync();
        return await app.PostAsync("/", body);
    }

    private static Task<HostedApp> StartAsync() => HostedApp.StartAsync(app =>
        app.MapPost("/", (Input input) => input.UserId).WithMetadata(new SizeLimit(4096)));

    private sealed record SizeLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;

    private sealed record Input
    {
        public required string UserId { get; init; }

        public Choice? Options { get; init; }

        public string[]? Tags { get; init; }

        public Point? Place { get; init; }

        public bool? IsKnown { get; init; }

        public double? Weight { get; init; }

        public Guid? Decision { get; init; }

        public byte[]? Picture { get; init; }

        public DateTimeOffset? At { get; init; }
    }

    private sealed record Choice(int K = 10, Mood? Mood = null);

    private sealed record Point(double X, double Y);
}
