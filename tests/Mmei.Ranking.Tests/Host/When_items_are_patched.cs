using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Mmei.Contracts.Api.V1;
using Mmei.Hosting.Json;
using Mmei.Testing.Servers;

namespace Mmei.Ranking.Tests.Host;

public sealed class When_items_are_patched : IAsyncLifetime
{
    private const string Item =
        """
        {"kind":"music","title":"Rain 1","description":"Soft rain.","tags":["sea"],"creator":"Ana","language":"pt",
         "mediaUrl":"https://cdn.example/a.mp3","expiresAt":"2999-01-01T00:00:00Z","attributes":{"bpm":60,"live":true}}
        """;

    private readonly TempFolder _folder = new();
    private RankingApp _app = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await RankingApp.StartAsync(_folder["mmei.db"], Encodings.Of);
        (await SendAsync(HttpMethod.Put, Item)).EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("application/merge-patch+json")]
    [InlineData("application/json")]
    public async Task Should_change_what_is_named_and_nothing_else(string type)
    {
        using var patched = await SendAsync(HttpMethod.Patch, """{"title":"Rain 2","attributes":{"bpm":72,"key":"D"}}""", type);

        var item = await BodyAsync(patched);
        (item.Title, item.Description, item.Creator, item.Language, item.Revision).ShouldBe(("Rain 2", "Soft rain.", "Ana", "pt", 2));
        item.Tags.ShouldBe(["sea"]);
        item.Attributes.ShouldBe(new Dictionary<string, AttributeValue> { ["bpm"] = 72, ["key"] = "D", ["live"] = true });
    }

    [Fact]
    public async Task Should_take_away_what_is_null()
    {
        using var patched = await SendAsync(
            HttpMethod.Patch,
            """{"description":null,"tags":null,"creator":null,"mediaUrl":null,"expiresAt":null,"attributes":{"live":null}}""");

        var item = await BodyAsync(patched);
        (item.Description, item.Tags.Count, item.Creator, item.MediaUrl, item.ExpiresAt, item.Language)
            .ShouldBe(("", 0, null, null, null, "pt"));
        item.Attributes.ShouldBe(new Dictionary<string, AttributeValue> { ["bpm"] = 60 });
        (await BodyAsync(await SendAsync(HttpMethod.Patch, """{"attributes":null}"""))).Attributes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_leave_an_item_alone_that_it_would_not_change() =>
        (await BodyAsync(await SendAsync(HttpMethod.Patch, """{"title":"Rain 1","thumbnailUrl":null}"""))).Revision.ShouldBe(1);

    [Theory]
    [InlineData("""{"titel":"x"}""", "titel", "is not known here")]
    [InlineData("""{"titel":null}""", "titel", "is not known here")]
    [InlineData("""{"title":null}""", "title", "is required")]
    [InlineData("""{"kind":null}""", "kind", "is required: music, image, video or story")]
    [InlineData("""{"kind":"perfume"}""", "kind", "must be one of music, image, video, story")]
    [InlineData("""{"id":"m-2"}""", "id", "differs from the id in the path")]
    [InlineData("""{"title":7}""", "title", "must be a string")]
    [InlineData("""{"title":"a","title":"b"}""", "title", "is given twice")]
    [InlineData("""{"expiresAt":"2001-01-01T00:00:00Z"}""", "expiresAt", "must be in the future")]
    [InlineData("""{"attributes":{"deep":{"er":1}}}""", "attributes.deep", "must be a string, a number, true or false")]
    [InlineData("""[{"title":"x"}]""", "body", "must be an object")]
    [InlineData("null", "body", "must be an object")]
    [InlineData("""{"attributes":{"a":1,"a":2}}""", "attributes", "is given twice")]
    public async Task Should_be_refused_with_what_is_allowed(string patch, string field, string problem)
    {
        using var refused = await SendAsync(HttpMethod.Patch, patch);

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var errors = (await refused.Content.ReadFromJsonAsync<JsonElement>(JsonDefaults.Options, Cancel)).GetProperty("errors");
        errors.GetProperty(field)[0].GetString().ShouldBe(problem);
        (await ItemAsync()).Revision.ShouldBe(1);
    }

    [Fact]
    public async Task Should_be_refused_where_there_is_no_such_item_or_type()
    {
        using var unknown = await SendAsync(HttpMethod.Patch, "{}", id: "m-2");
        using var text = await SendAsync(HttpMethod.Patch, "{}", "text/plain");
        using var untyped = await _app.Client.PatchAsync(
            new Uri("/v1/items/m-1", UriKind.Relative), new ByteArrayContent("{}"u8.ToArray()), Cancel);

        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        text.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        untyped.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
    }

    [Theory]
    [InlineData("PATCH", """{"creator":"Ben"}""")]
    [InlineData("PUT", """{"kind":"music","title":"Rain 3"}""")]
    public async Task Should_change_only_what_the_client_has_seen_where_it_says_so(string method, string body)
    {
        using var read = await _app.Client.GetAsync(new Uri("/v1/items/m-1", UriKind.Relative), Cancel);
        var seen = read.Headers.ETag!.Tag;

        using var changed = await SendAsync(new HttpMethod(method), body, ifMatch: seen);
        using var stale = await SendAsync(new HttpMethod(method), body, ifMatch: seen);
        using var gone = await SendAsync(new HttpMethod(method), body, id: "m-2", ifMatch: "*");
        using var broken = await SendAsync(new HttpMethod(method), body, ifMatch: "3");

        (seen, changed.StatusCode, changed.Headers.ETag!.Tag).ShouldBe(("\"1\"", HttpStatusCode.OK, "\"2\""));
        stale.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        gone.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        broken.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ItemAsync()).Revision.ShouldBe(2);
    }

    [Fact]
    public async Task Should_lose_nothing_when_many_patch_at_once()
    {
        var patches = Enumerable.Range(0, 20).Select(i => SendAsync(HttpMethod.Patch, $"{{\"attributes\":{{\"a{i}\":{i}}}}}"));

        foreach (var patched in await Task.WhenAll(patches))
        {
            patched.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        (await ItemAsync()).Attributes.Count.ShouldBe(22);
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string body, string type = "application/json", string id = "m-1", string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, $"/v1/items/{id}") { Content = new StringContent(body, Encoding.UTF8, type) };
        request.Headers.TryAddWithoutValidation("If-Match", ifMatch is null ? [] : [ifMatch]);
        return await _app.Client.SendAsync(request, Cancel);
    }

    private async Task<ItemAnswer> ItemAsync() =>
        (await _app.Client.GetFromJsonAsync<ItemAnswer>("/v1/items/m-1", JsonDefaults.Options, Cancel))!;

    private static async Task<ItemAnswer> BodyAsync(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<ItemAnswer>(JsonDefaults.Options, Cancel))!;
}
