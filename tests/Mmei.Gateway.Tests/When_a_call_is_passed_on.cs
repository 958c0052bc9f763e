using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Mmei.Gateway.Tests;

/// <summary>A small server of our own stands in for ranking and feedback, which are tested on their own.</summary>
public sealed class When_a_call_is_passed_on : IAsyncLifetime
{
    private const int RequestBytes = 1_000;

    private readonly List<(string Method, string Path, Dictionary<string, string> Headers, string Body)> _received = [];
    private WebApplication _upstream = null!;
    private GatewayApp _app = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _upstream = builder.Build();
        _upstream.Run(ReceiveAsync);
        await _upstream.StartAsync(TestContext.Current.CancellationToken);
        _app = await GatewayApp.StartAsync(
            ("Gateway:RankingUrl", _upstream.Urls.Single()),
            ("Gateway:FeedbackUrl", _upstream.Urls.Single()),
            ("Gateway:TimeoutSeconds", "5"),
            ("Gateway:Limits:RequestBytes", $"{RequestBytes}"),
            ("Gateway:Limits:ImportBytes", $"{RequestBytes * 2}"));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    [Theory]
    [InlineData("PUT", "/v1/items/m-1")]
    [InlineData("GET", "/v1/items/m-1")]
    [InlineData("DELETE", "/v1/items/m-1")]
    [InlineData("GET", "/v1/items/a%20b")]
    [InlineData("GET", "/v1/items?cursor=x&limit=2")]
    [InlineData("PATCH", "/v1/items/m-1")]
    [InlineData("GET", "/v1/items/m-1/similar?k=3")]
    [InlineData("GET", "/v1/items:latest?k=3&kind=music")]
    [InlineData("GET", "/v1/items:export?format=csv")]
    [InlineData("GET", "/v1/items:status")]
    [InlineData("POST", "/v1/items:import")]
    [InlineData("GET", "/v1/decisions/0193a000-0000-7000-8000-000000000001?whyNot=m-1")]
    [InlineData("POST", "/v1/decisions/0193a000-0000-7000-8000-000000000001:replay")]
    [InlineData("POST", "/v1/feedback")]
    public async Task Should_reach_the_service_behind(string method, string path)
    {
        var answer = await SendAsync(method, path);

        answer.Status.ShouldBe(200);
        _received.ShouldHaveSingleItem();
        _received[0].Method.ShouldBe(method);
        _received[0].Path.ShouldBe(path);
    }

    [Fact]
    public async Task Should_name_the_tenant_of_the_key_whatever_the_client_says()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/items/m-1");
        request.Headers.Add("X-Mmei-Tenant", "globex");
        request.Headers.Add("x-mmei-user", "somebody");

        await _app.Unchecked.SendAsync(request, TestContext.Current.CancellationToken);

        _received[0].Headers["X-Mmei-Tenant"].ShouldBe(GatewayApp.Tenant);
        _received[0].Headers.ContainsKey("X-Mmei-User").ShouldBeFalse();
    }

    [Fact]
    public async Task Should_keep_the_credential_to_itself()
    {
        await SendAsync("GET", "/v1/items/m-1");

        _received[0].Headers.ContainsKey("X-Api-Key").ShouldBeFalse();
    }

    [Fact]
    public async Task Should_pass_the_body_on()
    {
        await SendAsync("POST", "/v1/feedback", "{ \"signals\": [] }");

        _received[0].Body.ShouldBe("{ \"signals\": [] }");
    }

    [Fact]
    public async Task Should_reach_the_service_once_however_often_it_is_sent_with_one_key()
    {
        for (var i = 0; i < 3; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/feedback")
            {
                Content = new StringContent("{ \"signals\": [] }", new MediaTypeHeaderValue("application/json")),
            };
            request.Headers.Add("Idempotency-Key", "key-1");
            using var answer = await _app.Unchecked.SendAsync(request, TestContext.Current.CancellationToken);

            (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe("{}");
            answer.Headers.Contains("Idempotent-Replayed").ShouldBe(i > 0);
        }

        _received.ShouldHaveSingleItem().Body.ShouldBe("{ \"signals\": [] }");
    }

    [Fact]
    public async Task Should_keep_a_token_to_itself()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/items/m-1");
        request.Headers.TryAddWithoutValidation("Authorization", "Basic dXNlcjpwYXNzd29yZA==");

        await _app.Unchecked.SendAsync(request, TestContext.Current.CancellationToken);

        _received.ShouldHaveSingleItem().Headers.ContainsKey("Authorization").ShouldBeFalse();
    }

    [Theory]
    [InlineData("/v1/feedback", RequestBytes, false)]
    [InlineData("/v1/feedback", RequestBytes, true)]
    [InlineData("/v1/items:import", RequestBytes * 2, false)]
    [InlineData("/v1/items:import", RequestBytes * 2, true)]
    public async Task Should_refuse_a_body_over_the_limit(string path, int limit, bool chunked)
    {
        var answer = await SendAsync("POST", path, new string(' ', limit + 1), chunked);

        answer.Status.ShouldBe(413);
        answer.ProblemType.ShouldBe("too-large");
        answer.Fields.ShouldBe(["body"]);
    }

    [Fact]
    public async Task Should_pass_a_packed_body_on_unpacked()
    {
        (await SendPackedAsync("""{ "signals": [] }""")).Status.ShouldBe(200);

        _received[0].Body.ShouldBe("""{ "signals": [] }""");
        _received[0].Headers.ContainsKey("Content-Encoding").ShouldBeFalse();
    }

    [Fact]
    public async Task Should_refuse_a_packed_body_that_is_too_large_or_broken()
    {
        (await SendPackedAsync(new string(' ', RequestBytes + 1))).Status.ShouldBe(413);
        (await SendPackedAsync("""{ "signals": [] }""", cut: 9)).ShouldSatisfyAllConditions(
            broken => broken.Status.ShouldBe(400), broken => broken.Fields.ShouldBe(["body"]));
    }

    [Fact]
    public async Task Should_answer_HEAD_as_GET()
    {
        var answer = await SendAsync("HEAD", "/v1/items/m-1");

        answer.Status.ShouldBe(200);
        _received[0].Method.ShouldBe("GET");
    }

    [Fact]
    public async Task Should_let_an_import_be_larger_than_other_calls() =>
        (await SendAsync("POST", "/v1/items:import", new string(' ', RequestBytes * 2))).Status.ShouldBe(200);

    [Fact]
    public async Task Should_say_so_when_the_service_does_not_answer()
    {
        var answer = await SendAsync("GET", "/v1/items/slow");

        answer.Status.ShouldBe(504);
        answer.ProblemType.ShouldBe("gateway-timeout");
    }

    [Fact]
    public async Task Should_ask_to_come_back_when_the_service_is_away()
    {
        await _upstream.StopAsync(TestContext.Current.CancellationToken);

        var answer = await SendAsync("GET", "/v1/items/m-1");

        answer.Status.ShouldBe(503);
        answer.ProblemType.ShouldBe("unavailable");
        answer.RetryAfter.ShouldNotBeNull();
    }

    [Fact]
    public async Task Should_show_at_its_own_readiness_which_service_is_away()
    {
        (await Answer.ReadAsync(await ReadinessAsync())).Json.GetProperty("checks").GetProperty("feedback").GetString().ShouldBe("healthy");
        await _upstream.StopAsync(TestContext.Current.CancellationToken);

        var answer = await Answer.ReadAsync(await ReadinessAsync());

        (answer.Status, answer.Json.GetProperty("status").GetString()).ShouldBe((200, "degraded"));
        answer.Json.GetProperty("checks").GetProperty("ranking").GetString().ShouldBe("degraded");
        answer.Json.GetProperty("checks").GetProperty("feedback").GetString().ShouldBe("degraded");

        Task<HttpResponseMessage> ReadinessAsync() => _app.Anonymous.GetAsync("/health/ready", TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Should_return_the_problems_of_the_service_as_they_are()
    {
        var answer = await SendAsync("GET", "/v1/items/missing");

        answer.Status.ShouldBe((int)HttpStatusCode.NotFound);
        answer.Json.GetProperty("detail").GetString().ShouldBe("from behind");
    }

    private async Task<Answer> SendAsync(string method, string path, string body = "", bool chunked = false)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method is "PUT" or "POST")
        {
            request.Content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
            request.Headers.TransferEncodingChunked = chunked;
        }

        return await Answer.ReadAsync(await _app.Unchecked.SendAsync(request, TestContext.Current.CancellationToken));
    }

    private async Task<Answer> SendPackedAsync(string body, int cut = 0)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(Encoding.UTF8.GetBytes(body));
        }

        using var content = new ByteArrayContent(packed.ToArray()[..^cut])
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/json"), ContentEncoding = { "gzip" } },
        };
        return await Answer.ReadAsync(await _app.Unchecked.PostAsync("/v1/feedback", content, TestContext.Current.CancellationToken));
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var target = context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;

        // A copy: the server uses the collection again for the next request.
        var headers = context.Request.Headers.ToDictionary(
            header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        lock (_received)
        {
            _received.Add((context.Request.Method, target, headers, body));
        }

        switch (context.Request.Path.Value)
        {
            case "/v1/items/slow":
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
                break;
            case "/v1/items/missing":
                await Results.Problem("from behind", statusCode: StatusCodes.Status404NotFound).ExecuteAsync(context);
                break;
            default:
                await context.Response.WriteAsJsonAsync(new { });
                break;
        }
    }
}
