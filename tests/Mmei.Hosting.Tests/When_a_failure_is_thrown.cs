using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Mmei.Hosting.Failures;

namespace Mmei.Hosting.Tests;

public sealed class When_a_failure_is_thrown
{
    public static TheoryData<Type, int, string> Kinds => new()
    {
        { typeof(UnauthorizedFailure), 401, "unauthorized" },
        { typeof(ForbiddenFailure), 403, "forbidden" },
        { typeof(NotFoundFailure), 404, "not-found" },
        { typeof(ConflictFailure), 409, "conflict" },
        { typeof(TooLargeFailure), 413, "too-large" },
        { typeof(UnsupportedMediaFailure), 415, "unsupported-media" },
        { typeof(UnprocessableFailure), 422, "unprocessable" },
        { typeof(ConsentNeededFailure), 422, "consent-needed" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Should_answer_with_its_status_and_stable_type(Type kind, int status, string slug)
    {
        var failure = (Failure)Activator.CreateInstance(kind, "No item m-204.", null)!;
        await using var app = await Throwing(failure);

        var answer = await app.GetAsync("/");

        answer.Status.ShouldBe(status);
        answer.ContentType.ShouldBe("application/problem+json");
        answer.String("type").ShouldBe("https://mmei.dev/problems/" + slug);
        answer.String("detail").ShouldBe("No item m-204.");
        answer.Json.GetProperty("status").GetInt32().ShouldBe(status);
    }

    [Theory]
    [InlineData(0.2, "1")]
    [InlineData(2.4, "3")]
    public async Task Should_say_when_to_come_back_if_overloaded(double seconds, string header)
    {
        await using var app = await Throwing(new OverloadedFailure("Full.", TimeSpan.FromSeconds(seconds)));

        var answer = await app.GetAsync("/");

        answer.Status.ShouldBe(429);
        answer.Headers["Retry-After"].ShouldBe(header);
    }

    [Fact]
    public async Task Should_say_when_to_come_back_if_it_took_too_long()
    {
        await using var app = await Throwing(new DeadlineExceededFailure("No answer in 1500 ms.", TimeSpan.FromSeconds(1)));

        var answer = await app.GetAsync("/");

        answer.Status.ShouldBe(503);
        answer.String("type").ShouldBe("https://mmei.dev/problems/deadline-exceeded");
        answer.Headers["Retry-After"].ShouldBe("1");
    }

    [Fact]
    public async Task Should_name_the_field_that_is_too_large()
    {
        await using var app = await Throwing(new TooLargeFailure("image", "is over 5 bytes"));

        var answer = await app.GetAsync("/");

        answer.Status.ShouldBe(413);
        answer.Errors("image").ShouldBe(["is over 5 bytes"]);
    }

    [Fact]
    public async Task Should_say_when_to_come_back_if_unavailable()
    {
        await using var app = await Throwing(new UnavailableFailure("The bus is away.", TimeSpan.FromSeconds(5)));

        var answer = await app.GetAsync("/");

        answer.Status.ShouldBe(503);
        answer.Headers["Retry-After"].ShouldBe("5");
    }

    [Fact]
    public async Task Should_list_every_invalid_field()
    {
        var errors = new FieldErrors().Add("signals[3].kind", "is unknown").Add("k", "must be positive").Add("k", "must be even");
        await using var app = await Throwing(Should.Throw<InvalidInputFailure>(errors.ThrowIfAny));

        var answer = await app.GetAsync("/");

        answer.Status.ShouldBe(400);
        answer.Errors("signals[3].kind").ShouldBe(["is unknown"]);
        answer.Errors("k").ShouldBe(["must be positive", "must be even"]);
    }

    [Fact]
    public async Task Should_give_a_trace_id()
    {
        await using var app = await Throwing(new NotFoundFailure("No."));

        (await app.GetAsync("/")).String("traceId").ShouldNotBeNull().Length.ShouldBe(32);
    }

    [Fact]
    public async Task Should_answer_clients_that_accept_event_streams_too()
    {
        await using var app = await Throwing(new NotFoundFailure("No."));
        var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "Accept", "text/event-stream" } } };

        var answer = await app.SendAsync(request);

        answer.ContentType.ShouldBe("application/problem+json");
        answer.String("detail").ShouldBe("No.");
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task Should_hide_what_an_unexpected_exception_says_and_log_it(string environment)
    {
        await using var app = await HostedApp.StartAsync(
            map => map.MapGet("/", string () => throw new InvalidOperationException("connection string is x")),
            environment: environment);

        var answer = await app.GetAsync("/");

        answer.Status.ShouldBe(500);
        answer.String("type").ShouldBe("https://mmei.dev/problems/internal");
        answer.Text.ShouldNotContain("connection");
        app.Logs.Entries.ShouldContain(entry => entry.Level == LogLevel.Error && entry.Exception is InvalidOperationException);
    }

    [Fact]
    public async Task Should_not_log_what_a_client_did_as_an_error()
    {
        await using var app = await Throwing(new NotFoundFailure("No."));
        app.Logs.Entries.Clear(); // what the host says of its start is about where it runs

        await app.GetAsync("/");

        app.Logs.Entries.ShouldNotContain(entry => entry.Level >= LogLevel.Warning);
    }

    private static Task<HostedApp> Throwing(Failure failure) =>
        HostedApp.StartAsync(app => app.MapGet("/", string () => throw failure));
}
