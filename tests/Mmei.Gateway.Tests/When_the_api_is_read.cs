namespace Mmei.Gateway.Tests;

/// <summary>The API's description as a page.</summary>
public sealed class When_the_api_is_read(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task Should_be_a_page_that_needs_no_key()
    {
        using var page = await GetAsync("/docs/");

        page.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        (await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("openapi/v1.json");
    }

    [Theory]
    [InlineData("/docs/scalar.js")]
    [InlineData("/docs/scalar.aspnetcore.js")]
    public async Task Should_come_with_its_scripts(string path)
    {
        using var script = await GetAsync(path);

        script.Content.Headers.ContentType!.MediaType.ShouldBe("text/javascript");
    }

    [Fact]
    public async Task Should_name_no_other_address()
    {
        using var page = await GetAsync("/docs/");

        (await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldNotContain("://");
    }

    [Fact]
    public async Task Should_let_a_browser_run_its_own_scripts_and_reach_nobody_else()
    {
        using var page = await GetAsync("/docs/");
        using var again = await GetAsync("/docs/");

        var policy = page.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
        policy.ShouldContain("default-src 'none'; script-src 'self' 'nonce-");
        policy.ShouldContain("connect-src 'self';");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldNotContain("unsafe-eval");
        again.Headers.GetValues("Content-Security-Policy").ShouldNotBe([policy]);
    }

    private async Task<HttpResponseMessage> GetAsync(string path)
    {
        var answer = await gateway.App.Anonymous.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        ((int)answer.StatusCode).ShouldBe(200);
        return answer;
    }
}
