using System.Net.Http.Headers;

namespace Mmei.Gateway.Tests;

public sealed class When_a_client_calls(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    private readonly GatewayApp _app = gateway.App;

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not-a-key")]
    [InlineData("A-KEY-FOR-TESTS")]
    public async Task Should_refuse_it_without_a_known_key(string? key)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, "/v1/observations")
        { Content = new StringContent("""{ "text": "hi" }""", null, "application/json") };
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Api-Key", key);
        }

        using var response = await _app.Anonymous.SendAsync(request, TestContext.Current.CancellationToken);

        response.Headers.WwwAuthenticate.ShouldHaveSingleItem().Scheme.ShouldBe("ApiKey");
        var answer = await Answer.ReadAsync(response);
        answer.Status.ShouldBe(401);
        answer.ContentType.ShouldBe("application/problem+json");
        answer.ProblemType.ShouldBe("unauthorized");
    }

    [Fact]
    public async Task Should_refuse_two_keys_at_once()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/items/x");
        request.Headers.Add("X-Api-Key", [GatewayApp.Key, GatewayApp.OtherKey]);

        (await Answer.ReadAsync(await _app.Anonymous.SendAsync(request, TestContext.Current.CancellationToken))).Status.ShouldBe(401);
    }

    [Theory]
    [InlineData("/v1/items/x")]
    [InlineData("/v1/items:status")]
    [InlineData("/v1/feedback")]
    [InlineData("/v1/nothing-here")]
    public async Task Should_ask_for_a_key_on_every_other_route(string path) =>
        (await _app.Anonymous.ReadAsync(path)).Status.ShouldBe(401);

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/v1/limits")]
    [InlineData("/openapi/v1.json")]
    public async Task Should_not_ask_for_a_key_to_look_around(string path) =>
        (await _app.Anonymous.ReadAsync(path)).Status.ShouldBe(200);

    [Fact]
    public async Task Should_take_the_tenant_from_the_key()
    {
        using var request = Post(GatewayApp.OtherKey);

        (await Answer.ReadAsync(await _app.Anonymous.SendAsync(request, TestContext.Current.CancellationToken))).Status.ShouldBe(200);

        _app.Platform.Tickets.Last().TenantId.ShouldBe(GatewayApp.OtherTenant);
    }

    [Fact]
    public async Task Should_not_take_the_tenant_from_a_header()
    {
        using var request = Post(GatewayApp.OtherKey);
        request.Headers.Add("X-Mmei-Tenant", GatewayApp.Tenant);

        await Answer.ReadAsync(await _app.Anonymous.SendAsync(request, TestContext.Current.CancellationToken));

        _app.Platform.Tickets.Last().TenantId.ShouldBe(GatewayApp.OtherTenant);
    }

    private static HttpRequestMessage Post(string key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/observations")
        {
            Content = new ByteArrayContent(
                """{ "text": "hi" }"""u8.ToArray())
            { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        request.Headers.Add("X-Api-Key", key);
        return request;
    }
}
