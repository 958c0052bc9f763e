namespace Mmei.Gateway.Tests.Access;

internal static class TokenCalls
{
    public static async Task<Answer> ObserveWithTokenAsync(this GatewayApp app, string token, Action<HttpRequestMessage>? change = null) =>
        await Answer.ReadAsync(await app.SendWithTokenAsync(token, change));

    public static async Task<HttpResponseMessage> SendWithTokenAsync(
        this GatewayApp app, string token, Action<HttpRequestMessage>? change = null)
    {
        using var request = Request();
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        change?.Invoke(request);
        return await app.Anonymous.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public static HttpRequestMessage Request() => new(HttpMethod.Post, "/v1/observations")
    {
        Content = new StringContent("""{ "text": "hi" }""", null, "application/json"),
    };
}
