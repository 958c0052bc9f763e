using System.Text;
using Mmei.Gateway.Tests.Follow;
using Mmei.Testing.Servers;

namespace Mmei.Gateway.Tests.Access;

/// <summary>The OWASP API Security Top 10 of 2023, one attempt of each, by its name there.</summary>
public sealed class When_the_api_is_attacked(ScopedKeys fixture) : IClassFixture<ScopedKeys>
{
    private readonly GatewayApp _app = fixture.App;

    [Fact]
    public async Task Should_stop_API1_broken_object_level_authorization()
    {
        using var folder = new TempFolder();
        await using var whole = await GatewayApp.StartAsync(whole: true, ("Storage:ConnectionString", $"Data Source={folder["mmei.db"]}"));
        await SendAsync(
            whole, "PUT", "/v1/items/m-1", GatewayApp.Key, """{ "kind": "music", "title": "Mine", "description": "Not yours." }""");
        var (_, observation, _) = await whole.ObserveLaterAsync();

        (await SendAsync(whole, "GET", "/v1/items/m-1", GatewayApp.Key)).Status.ShouldBe(200);
        (await SendAsync(whole, "GET", "/v1/items/m-1", GatewayApp.OtherKey)).Status.ShouldBe(404);
        (await SendAsync(whole, "DELETE", "/v1/items/m-1", GatewayApp.OtherKey)).Status.ShouldBe(404);
        (await SendAsync(whole, "GET", observation!.OriginalString, GatewayApp.OtherKey)).Status.ShouldBe(404);
        (await SendAsync(whole, "GET", "/v1/items/m-1", GatewayApp.Key)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Should_stop_API2_broken_authentication() =>
        (await _app.ObserveWithTokenAsync(ForgedTokens.Make("its own key brought along (jwk)", fixture.Issuer))).Status.ShouldBe(401);

    [Theory]
    [InlineData("""{ "text": "hi", "tenantId": "globex" }""", "tenantId")]
    [InlineData("""{ "text": "hi", "observationId": "0193a000-0000-7000-8000-000000000001" }""", "observationId")]
    [InlineData("""{ "text": "hi", "options": { "policyVersion": 1 } }""", "options.policyVersion")]
    public async Task Should_stop_API3_broken_object_property_level_authorization(string body, string member)
    {
        var answer = await SendAsync(_app, "POST", "/v1/observations", "observe", body);

        (answer.Status, answer.Fields.Single()).ShouldBe((400, member));
    }

    [Fact]
    public async Task Should_stop_API4_unrestricted_resource_consumption()
    {
        var tooMuch = $$"""{ "text": "{{new string('x', 5_000)}}" }""";
        var tooMany = """{ "text": "hi", "options": { "k": 1000000 } }""";

        (await SendAsync(_app, "POST", "/v1/observations", "observe", tooMuch)).Status.ShouldBe(413);
        (await SendAsync(_app, "POST", "/v1/observations", "observe", tooMany)).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Should_stop_API5_broken_function_level_authorization() =>
        (await SendAsync(_app, "DELETE", "/v1/users/u-1", "observe")).Status.ShouldBe(403);

    [Fact]
    public async Task Should_stop_API6_unrestricted_access_to_sensitive_business_flows()
    {
        await using var app = await GatewayApp.StartAsync(("Gateway:RateLimits:Burst", "2"), ("Gateway:RateLimits:RequestsPerSecond", "1"));

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => SendAsync(app, "POST", "/v1/observations", GatewayApp.Key, """{ "text": "hi" }""")));

        answers.ShouldContain(answer => answer.Status == 429);
    }

    [Fact]
    public async Task Should_stop_API7_server_side_request_forgery()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var address = $"http://{listener.LocalEndpoint}/x.jpg";
        var agreed = Calls.Agreed.ToJsonString();
        var named = Convert.ToBase64String(Encoding.UTF8.GetBytes(address));

        (await SendAsync(_app, "POST", "/v1/observations", "observe", $$"""{ "image": "{{address}}" }""")).Status.ShouldBe(400);
        (await SendAsync(_app, "POST", "/v1/observations", "observe", $$"""{ "image": "{{named}}", "consent": {{agreed}} }""")).Status.ShouldBe(415);
        listener.Pending().ShouldBeFalse();
    }

    [Fact]
    public async Task Should_stop_API8_security_misconfiguration()
    {
        using var answer = await RawRequest.SendAsync(
            _app.Address,
            "TRACE /v1/items HTTP/1.1\r\nHost: x\r\nX-Api-Key: catalog\r\nOrigin: https://evil.example\r\nConnection: close\r\n\r\n");

        answer.Status.ShouldBeOneOf(404, 405, 501, 503);
        new[] { "\r\nServer:", "Access-Control-Allow-Origin", "Exception", "   at ", "X-Api-Key: catalog" }.ShouldAllBe(
            inside => !answer.Text.Contains(inside, StringComparison.OrdinalIgnoreCase));
        answer.Text.ShouldContain("X-Content-Type-Options: nosniff");
    }

    [Theory]
    [InlineData("/v0/observations")]
    [InlineData("/v2/observations")]
    [InlineData("/observations")]
    [InlineData("/debug")]
    [InlineData("/swagger/index.html")]
    public async Task Should_stop_API9_improper_inventory_management(string path) =>
        (await SendAsync(_app, "GET", path, "admin")).Status.ShouldBe(404);

    /// <summary>Services trust what the gateway says of the tenant, so nobody else may say it.</summary>
    [Fact]
    public async Task Should_stop_API10_unsafe_consumption_of_apis()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/observations")
        {
            Content = new StringContent("""{ "text": "hi" }""", null, "application/json"),
        };
        request.Headers.Add("X-Api-Key", "observe");
        request.Headers.Add("X-Mmei-Tenant", GatewayApp.OtherTenant);

        (await Answer.ReadAsync(await _app.Anonymous.SendAsync(request, TestContext.Current.CancellationToken))).Status.ShouldBe(200);

        _app.Platform.Tickets.Last().TenantId.ShouldBe(GatewayApp.Tenant);
    }

    private static async Task<Answer> SendAsync(GatewayApp app, string method, string path, string key, string? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path)
        {
            Content = body is null ? null : new StringContent(body, null, "application/json"),
        };
        request.Headers.Add("X-Api-Key", key);
        return await Answer.ReadAsync(await app.Anonymous.SendAsync(request, TestContext.Current.CancellationToken));
    }
}
