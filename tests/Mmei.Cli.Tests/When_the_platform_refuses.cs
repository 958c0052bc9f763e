using System.Net;
using Microsoft.AspNetCore.Http;
using Mmei.Client;
using Mmei.Contracts.Api.V1;

namespace Mmei.Cli.Tests;

/// <summary>The typed client, which the command line is built on.</summary>
public sealed class When_the_platform_refuses : IAsyncLifetime
{
    private readonly StubPlatform _platform = new();

    public ValueTask InitializeAsync() => _platform.InitializeAsync();

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task Should_throw_with_what_the_problem_says()
    {
        _platform.Intercept = context =>
        {
            context.Response.Headers.RetryAfter = "3";
            return Results.Problem(
                "All places are taken.", statusCode: 503, title: "The service is not available.",
                type: "https://example.org/problems/unavailable",
                extensions: new Dictionary<string, object?>
                {
                    ["traceId"] = "abc",
                    ["errors"] = new Dictionary<string, string[]> { ["text"] = ["did not arrive"] },
                }).ExecuteAsync(context);
        };

        var problem = await ObserveAsync();

        problem.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        problem.Type.ShouldBe("https://example.org/problems/unavailable");
        problem.Detail.ShouldBe("All places are taken.");
        problem.TraceId.ShouldBe("abc");
        problem.RetryAfter.ShouldBe(TimeSpan.FromSeconds(3));
        problem.Errors["text"].ShouldBe(["did not arrive"]);
        problem.Message.ShouldBe("503 The service is not available: text: did not arrive");
    }

    [Fact]
    public async Task Should_say_once_what_is_wrong()
    {
        _platform.Intercept = context =>
            Results.Problem("There is no such item.", statusCode: 404, title: "There is no such resource.").ExecuteAsync(context);

        (await ObserveAsync()).Message.ShouldBe("404 There is no such item.");
    }

    [Theory]
    [InlineData("text/html", "<h1>Bad gateway</h1>")]
    [InlineData("application/problem+json", "{ cut of")]
    public async Task Should_throw_even_when_the_answer_is_no_problem_document(string type, string body)
    {
        _platform.Intercept = context =>
        {
            context.Response.StatusCode = 502;
            context.Response.ContentType = type;
            return context.Response.WriteAsync(body, context.RequestAborted);
        };

        var problem = await ObserveAsync();

        problem.Status.ShouldBe(HttpStatusCode.BadGateway);
        problem.Errors.ShouldBeEmpty();
        problem.RetryAfter.ShouldBeNull();
    }

    [Fact]
    public async Task Should_send_the_key()
    {
        string? sent = null;
        _platform.Intercept = context =>
        {
            sent = context.Request.Headers["X-Api-Key"];
            return Results.Problem(statusCode: 401).ExecuteAsync(context);
        };

        await ObserveAsync();

        sent.ShouldBe("a-key");
    }

    private async Task<MmeiProblemException> ObserveAsync()
    {
        using var http = MmeiClient.Connect(new Uri(_platform.Url), "a-key");
        return await Should.ThrowAsync<MmeiProblemException>(
            () => new MmeiClient(http).ObserveAsync(new ObservationRequest { Text = "hi" }, TestContext.Current.CancellationToken));
    }
}
