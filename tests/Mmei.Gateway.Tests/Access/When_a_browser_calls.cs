namespace Mmei.Gateway.Tests.Access;

public sealed class When_a_browser_calls
{
    private const string Origin = "https://app.example";

    [Fact]
    public async Task Should_not_let_pages_of_other_origins_read_unless_they_are_set()
    {
        await using var app = await GatewayApp.StartAsync();

        (await AllowedAsync(app, Origin)).ShouldBeNull();
    }

    [Theory]
    [InlineData(Origin, Origin)]
    [InlineData("https://evil.example", null)]
    [InlineData("https://app.example.evil.example", null)]
    [InlineData("http://app.example", null)]
    [InlineData("null", null)]
    public async Task Should_let_only_those_that_are_set_read(string origin, string? allowed)
    {
        await using var app = await GatewayApp.StartAsync(("Gateway:Browsers:Origins:0", Origin));

        (await AllowedAsync(app, origin)).ShouldBe(allowed);
    }

    [Fact]
    public async Task Should_answer_a_preflight_without_a_key()
    {
        await using var app = await GatewayApp.StartAsync(("Gateway:Browsers:Origins:0", Origin));
        using var request = new HttpRequestMessage(HttpMethod.Options, "/v1/observations");
        request.Headers.Add("Origin", Origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "x-api-key,content-type,idempotency-key,prefer");

        using var response = await app.Unchecked.SendAsync(request, TestContext.Current.CancellationToken);

        ((int)response.StatusCode).ShouldBe(204);
        response.Headers.GetValues("Access-Control-Allow-Headers").Single().ShouldContain("Idempotency-Key");
        response.Headers.Contains("Access-Control-Allow-Credentials").ShouldBeFalse();
    }

    [Theory]
    [InlineData("/v1/limits", 200)]
    [InlineData("/v1/items/x", 503)]
    [InlineData("/v1/nothing", 404)]
    public async Task Should_say_how_its_answers_are_to_be_treated(string path, int status)
    {
        await using var app = await GatewayApp.StartAsync();

        using var response = await app.Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

        ((int)response.StatusCode).ShouldBe(status);
        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        response.Headers.GetValues("X-Frame-Options").ShouldBe(["DENY"]);
        response.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("default-src 'none'");
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        response.Headers.Contains("Server").ShouldBeFalse();
    }

    private static async Task<string?> AllowedAsync(GatewayApp app, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/limits");
        request.Headers.Add("Origin", origin);
        using var response = await app.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return response.Headers.TryGetValues("Access-Control-Allow-Origin", out var allowed) ? allowed.Single() : null;
    }
}
