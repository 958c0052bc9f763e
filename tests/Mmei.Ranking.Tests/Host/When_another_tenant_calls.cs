using System.Net;
using System.Text;
using Mmei.Testing.Servers;

namespace Mmei.Ranking.Tests.Host;

/// <summary>No call of one tenant sees, ranks or changes anything of another's catalog.</summary>
public sealed class When_another_tenant_calls : IAsyncLifetime
{
    private const string Own = """{"id":"own","kind":"music","title":"Rain 1"}""";
    private const string Secret = """{"id":"secret","kind":"music","title":"Hidden 1","creator":"Hidden"}""";

    private readonly TempFolder _folder = new();
    private RankingApp _app = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await RankingApp.StartAsync(_folder["mmei.db"], Encodings.Of);
        (await _app.ImportAsync(Secret, wait: true)).EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("GET", "/v1/items/secret", 404)]
    [InlineData("PUT", "/v1/items/secret", 201, """{"kind":"story","title":"Mine 2"}""")]
    [InlineData("PATCH", "/v1/items/secret", 404, """{"title":"Mine 2"}""")]
    [InlineData("DELETE", "/v1/items/secret", 404)]
    [InlineData("GET", "/v1/items", 200)]
    [InlineData("GET", "/v1/items:status", 200)]
    [InlineData("GET", "/v1/items:export", 200)]
    [InlineData("GET", "/v1/items:export?format=csv", 200)]
    [InlineData("POST", "/v1/items:import", 200, """{"id":"secret","kind":"story","title":"Mine 2"}""")]
    [InlineData("GET", "/v1/items:attributes", 200)]
    [InlineData("PUT", "/v1/items:attributes", 200, """{"attributes":{},"onlyDeclared":true}""")]
    [InlineData("GET", "/v1/items:latest", 200)]
    [InlineData("GET", "/v1/items:popular", 200)]
    [InlineData("GET", "/v1/items/secret/similar", 404)]
    [InlineData("GET", "/v1/items/own/similar", 200)]
    public async Task Should_see_and_change_nothing_of_it(string method, string path, int status, string? body = null)
    {
        using var other = _app.ClientOf("other");
        using var import = new StringContent(Own, Encoding.UTF8, "application/x-ndjson");
        await other.PostAsync(new Uri("/v1/items:import?wait=true", UriKind.Relative), import, Cancel);
        var before = await _app.Client.GetStringAsync(new Uri("/v1/items/secret", UriKind.Relative), Cancel);

        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Content = body is null ? null
            : new StringContent(body, Encoding.UTF8, method == "POST" ? "application/x-ndjson" : "application/json");
        using var answer = await other.SendAsync(request, Cancel);

        answer.StatusCode.ShouldBe((HttpStatusCode)status);
        (await answer.Content.ReadAsStringAsync(Cancel)).ShouldNotContain("Hidden");
        (await _app.Client.GetStringAsync(new Uri("/v1/items/secret", UriKind.Relative), Cancel)).ShouldBe(before);
        (await _app.RecommendAsync(Observations.Fused(Vectors.Axis(0), tenant: "other"))).Items
            .ShouldAllBe(item => item.Title != "Hidden 1");
        (await _app.RecommendAsync(Observations.Fused(Vectors.Axis(0)))).Items.Select(item => item.Title).ShouldBe(["Hidden 1"]);
    }
}
