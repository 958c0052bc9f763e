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
    [InlineData("""{"userId":"u","options":{"k":"ten"}}""", "options.k")]
    [InlineData("""{"userId":"u","options":{"mood":"angry"}}""", "options.mood")]
    [InlineData("""{"userId":"u","options":{"mood":1}}""", "options.mood")]
    [InlineData("""{"userId":"u","tags":["a",3]}""", "tags[1]")]
    [InlineData("""{"userId":17}""", "userId")]
    [InlineData("[]", "body")]
    public async Task Should_name_the_path_of_a_wrong_type(string body, string field)
    {
        var answer = await PostAsync(body);

        answer.Status.ShouldBe(400);
        answer.String("type").ShouldBe("https://mmei.dev/problems/invalid-input");
        answer.Errors(field).ShouldHaveSingleItem().ShouldBe("has the wrong type or an unknown value");
        answer.Text.ShouldNotContain("System.");
    }

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
    }

    private sealed record Choice(int K = 10, Mood? Mood = null);

    private sealed record Point(double X, double Y);
}
