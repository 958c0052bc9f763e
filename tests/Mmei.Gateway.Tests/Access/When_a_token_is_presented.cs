using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Mmei.Gateway.Tests.Access;

public sealed class When_a_token_is_presented(TokenFixture fixture) : IClassFixture<TokenFixture>
{
    private readonly TokenIssuer _issuer = fixture.Issuer;
    private readonly GatewayApp _app = fixture.App;

    public static TheoryData<string> Forged => [.. ForgedTokens.Names];

    [Fact]
    public async Task Should_let_it_in_as_the_tenant_that_it_names()
    {
        var claims = _issuer.Claims();
        claims["tenant"] = GatewayApp.OtherTenant;

        (await ObserveAsync(_issuer.Sign(_issuer.Header(), claims))).Status.ShouldBe(200);

        _app.Platform.Tickets.Last().TenantId.ShouldBe(GatewayApp.OtherTenant);
    }

    [Fact]
    public async Task Should_not_take_the_tenant_from_anywhere_else()
    {
        (await ObserveAsync(_issuer.Token(), request => request.Headers.Add("X-Mmei-Tenant", GatewayApp.OtherTenant))).Status.ShouldBe(200);

        _app.Platform.Tickets.Last().TenantId.ShouldBe(GatewayApp.Tenant);
    }

    [Fact]
    public async Task Should_take_several_scopes_in_a_list_as_well()
    {
        var claims = _issuer.Claims();
        claims["scope"] = new JsonArray("openid", "observe");

        (await ObserveAsync(_issuer.Sign(_issuer.Header(), claims))).Status.ShouldBe(200);
    }

    [Theory]
    [MemberData(nameof(Forged))]
    public async Task Should_refuse_a_forged_one_and_not_say_why(string forgery)
    {
        var tickets = _app.Platform.Tickets.Count;
        using var response = await _app.SendWithTokenAsync(ForgedTokens.Make(forgery, _issuer));

        response.Headers.WwwAuthenticate.Select(scheme => scheme.ToString()).ShouldBe(["ApiKey header=\"X-Api-Key\"", "Bearer"]);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var answer = await Answer.ReadAsync(response);
        answer.Status.ShouldBe(401);
        answer.ProblemType.ShouldBe("unauthorized");
        new[] { "IDX", "signature", "expire", "kid", "audience", "issuer", "System.", "Exception" }.ShouldAllBe(
            word => !text.Contains(word, StringComparison.OrdinalIgnoreCase), text);
        _app.Platform.Tickets.Count.ShouldBe(tickets);
    }

    [Fact]
    public async Task Should_refuse_a_token_beside_a_key_and_say_that_there_are_two()
    {
        var answer = await ObserveAsync(_issuer.Token(), request => request.Headers.Add("X-Api-Key", GatewayApp.Key));

        answer.Status.ShouldBe(401);
        answer.Json.GetProperty("detail").GetString().ShouldBe("The call carries a key (X-Api-Key) and a token (Authorization): send one of them.");
    }

    [Fact]
    public async Task Should_refuse_two_tokens()
    {
        using var request = Request();
        request.Headers.TryAddWithoutValidation("Authorization", [$"Bearer {_issuer.Token()}", $"Bearer {_issuer.Token()}"]);

        (await Answer.ReadAsync(await _app.Anonymous.SendAsync(request, TestContext.Current.CancellationToken))).Status.ShouldBe(401);
    }

    [Fact]
    public async Task Should_not_take_it_from_the_address()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/items/m-1?access_token={_issuer.Token()}");

        (await Answer.ReadAsync(await _app.Anonymous.SendAsync(request, TestContext.Current.CancellationToken))).Status.ShouldBe(401);
    }

    [Fact]
    public async Task Should_take_none_where_no_issuer_is_set()
    {
        await using var app = await GatewayApp.StartAsync();
        using var request = Request();
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _issuer.Token());

        (await Answer.ReadAsync(await app.Anonymous.SendAsync(request, TestContext.Current.CancellationToken))).Status.ShouldBe(401);
    }

    private Task<Answer> ObserveAsync(string token, Action<HttpRequestMessage>? change = null) => _app.ObserveWithTokenAsync(token, change);

    private static HttpRequestMessage Request() => TokenCalls.Request();
}
