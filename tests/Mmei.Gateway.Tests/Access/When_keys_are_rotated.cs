namespace Mmei.Gateway.Tests.Access;

public sealed class When_keys_are_rotated
{
    [Fact]
    public async Task Should_take_the_old_and_the_new_one()
    {
        await using var app = await GatewayApp.StartAsync(
            ("Auth:ApiKeys:2:Tenant", GatewayApp.Tenant), ("Auth:ApiKeys:2:Sha256", GatewayApp.Sha256Of("the-new-key")));

        (await StatusAsync(app, GatewayApp.Key)).ShouldBe(200);
        (await StatusAsync(app, "the-new-key")).ShouldBe(200);
    }

    [Theory]
    [InlineData("2020-01-01T00:00:00Z", 401)]
    [InlineData("2999-01-01T00:00:00Z", 200)]
    public async Task Should_end_the_old_one_when_it_expires(string expires, int status)
    {
        await using var app = await GatewayApp.StartAsync(("Auth:ApiKeys:0:ExpiresAt", expires));

        (await StatusAsync(app, GatewayApp.Key)).ShouldBe(status);
    }

    private static async Task<int> StatusAsync(GatewayApp app, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/observations")
        {
            Content = new StringContent("""{ "text": "hi" }""", null, "application/json"),
        };
        request.Headers.Add("X-Api-Key", key);
        return (await Answer.ReadAsync(await app.Anonymous.SendAsync(request, TestContext.Current.CancellationToken))).Status;
    }
}
