using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Mmei.Gateway.Access;
using Mmei.Testing.Servers;

namespace Mmei.Gateway.Tests.Access;

public sealed class When_a_scope_is_missing(ScopedKeys fixture) : IClassFixture<ScopedKeys>
{
    private readonly TokenIssuer _issuer = fixture.Issuer;
    private readonly GatewayApp _app = fixture.App;

    [Theory]
    [InlineData("POST", "/v1/observations", "observe")]
    [InlineData("GET", "/v1/items:latest", "observe")]
    [InlineData("GET", "/v1/items/m-1/similar", "observe")]
    [InlineData("POST", "/v1/feedback", "feedback")]
    [InlineData("GET", "/v1/items", "catalog")]
    [InlineData("GET", "/v1/items/m-1", "catalog")]
    [InlineData("HEAD", "/v1/items/m-1", "catalog")]
    [InlineData("PUT", "/v1/items/m-1", "catalog")]
    [InlineData("PATCH", "/v1/items/m-1", "catalog")]
    [InlineData("DELETE", "/v1/items/m-1", "catalog")]
    [InlineData("GET", "/v1/items:export", "catalog")]
    [InlineData("POST", "/v1/items:import", "catalog")]
    [InlineData("GET", "/v1/users/u-1/consent", "observe")]
    [InlineData("PUT", "/v1/users/u-1/consent", "observe")]
    [InlineData("DELETE", "/v1/users/u-1/consent", "observe")]
    [InlineData("GET", "/v1/users/u-1", "admin")]
    [InlineData("DELETE", "/v1/users/u-1", "admin")]
    [InlineData("GET", "/v1/decisions/0193a000-0000-7000-8000-000000000001", "admin")]
    [InlineData("POST", "/v1/decisions/0193a000-0000-7000-8000-000000000001:replay", "admin")]
    public async Task Should_refuse_the_call_and_name_the_scope_that_it_needs(string method, string path, string needed)
    {
        foreach (var held in ScopedKeys.Names)
        {
            using var byKey = await SendAsync(method, path, request => request.Headers.Add("X-Api-Key", held));
            using var byToken = await SendAsync(
                method, path, request => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _issuer.Token(held)));
            foreach (var response in new[] { byKey, byToken })
            {
                // Nothing is behind this gateway: what is let through is a 503, or an observation's answer.
                var status = (int)response.StatusCode;
                (held == needed ? status is 200 or 400 or 503 : status == 403).ShouldBeTrue($"{held} on {path}: {status}");
                if (status == 403 && method != "HEAD")
                {
                    var problem = await Answer.ReadAsync(response);
                    problem.ProblemType.ShouldBe("forbidden");
                    problem.Json.GetProperty("detail").GetString()
                        .ShouldBe($"This call needs the scope '{needed}'; the credential has: {held}.");
                }
            }
        }
    }

    [Theory]
    [InlineData("/V1/Items/m-1")]
    [InlineData("/v1/items/m-1/")]
    [InlineData("/v1//items/m-1")]
    [InlineData("/v1/./items/m-1")]
    [InlineData("/v1/observations/../items/m-1")]
    [InlineData("/v1/observations/%2e%2e/items/m-1")]
    [InlineData("/v1/observations%2f..%2fitems/m-1")]
    [InlineData("/v1/items/%2e%2e%2fusers%2fu-1")]
    [InlineData("/v1/items;/v1/observations/m-1")]
    [InlineData("/v1/items%3Aexport")]
    public async Task Should_not_be_fooled_by_the_spelling_of_a_path(string path)
    {
        using var answer = await RawRequest.SendAsync(_app.Address,
            $"GET {path} HTTP/1.1\r\nHost: x\r\nX-Api-Key: observe\r\nConnection: close\r\n\r\n");

        answer.Status.ShouldBeOneOf(400, 403, 404, 405);
    }

    [Theory]
    [InlineData("X-Original-URL")]
    [InlineData("X-Rewrite-URL")]
    [InlineData("X-HTTP-Method-Override")]
    [InlineData("X-Forwarded-Prefix")]
    [InlineData("X-Mmei-Scope")]
    public async Task Should_not_be_fooled_by_headers(string header)
    {
        using var response = await SendAsync("DELETE", "/v1/items/m-1", request =>
        {
            request.Headers.Add("X-Api-Key", "observe");
            request.Headers.Add(header, "/v1/observations");
        });

        ((int)response.StatusCode).ShouldBe(403);
    }

    [Fact]
    public async Task Should_let_a_key_have_several()
    {
        (await StatusAsync("POST", "/v1/observations")).ShouldBe(200);
        (await StatusAsync("POST", "/v1/feedback")).ShouldBe(503);
        (await StatusAsync("GET", "/v1/items")).ShouldBe(403);

        async Task<int> StatusAsync(string method, string path)
        {
            using var response = await SendAsync(method, path, request => request.Headers.Add("X-Api-Key", ScopedKeys.ObserveAndFeedback));
            return (int)response.StatusCode;
        }
    }

    [Fact]
    public async Task Should_say_that_a_token_without_scopes_has_none()
    {
        using var response = await SendAsync(
            "GET", "/v1/items", request => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _issuer.Token("openid email")));

        (await Answer.ReadAsync(response)).Json.GetProperty("detail").GetString().ShouldEndWith("the credential has: none.");
    }

    /// <summary>One process answers by the services' own routes, a gateway by those of its proxy: they must ask for the same.</summary>
    [Fact]
    public async Task Should_ask_for_the_same_in_both_deployments()
    {
        using var folder = new TempFolder();
        await using var whole = await GatewayApp.StartAsync(
            whole: true, ("Storage:ConnectionString", $"Data Source={folder["mmei.db"]}"));
        var routes = whole.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.Metadata.GetMetadata<IAllowAnonymous>() is null)
            .Select(route => (Route: route, Path: $"/{route.RoutePattern.RawText!.TrimStart('/')}"
                .Replace("{id:guid}", "0193a000-0000-7000-8000-000000000001", StringComparison.Ordinal)
                .Replace("{id}", "m-1", StringComparison.Ordinal)))
            .ToArray();
        routes.Length.ShouldBeGreaterThan(10);

        foreach (var (route, path) in routes)
        {
            var method = route.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods[0];
            var needed = Scopes.Needed(route.RoutePattern.RawText!).ToString().ToLowerInvariant();
            using var response = await SendAsync(method, path, request => request.Headers.Add("X-Api-Key", needed));
            var answer = await Answer.ReadAsync(response);

            answer.Status.ShouldNotBe(403, $"{needed} on {method} {path}");
            (answer.Status == 404 && !answer.Json.TryGetProperty("detail", out _)).ShouldBeFalse($"{method} {path} has no route");
        }
    }

    private async Task<HttpResponseMessage> SendAsync(string method, string path, Action<HttpRequestMessage> change)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method is "PUT" or "POST" or "PATCH")
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes("""{ "text": "hi" }"""))
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            };
        }

        change(request);
        return await _app.Anonymous.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
