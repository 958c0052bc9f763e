using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
using Mmei.Hosting.Json;
using Mmei.Testing.Servers;

namespace Mmei.Ranking.Tests.Host;

public sealed class When_items_are_listed : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private RankingApp _app = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await RankingApp.StartAsync(_folder["mmei.db"], Encodings.Of);
        string[] kinds = ["music", "story"];
        var rows = Enumerable.Range(0, 7).Select(i => $$"""{"id":"i{{i}}","kind":"{{kinds[i % 2]}}","title":"Rain {{i}}"}""");
        (await _app.ImportAsync(string.Join('\n', rows))).EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Should_come_page_by_page_each_once()
    {
        (await PagesAsync("/v1/items?limit=3")).ShouldBe([["i0", "i1", "i2"], ["i3", "i4", "i5"], ["i6"]]);
        (await PagesAsync("/v1/items?limit=7")).ShouldBe([["i0", "i1", "i2", "i3", "i4", "i5", "i6"]]);
        (await PagesAsync("/v1/items?limit=2&kind=story")).ShouldBe([["i1", "i3"], ["i5"]]);
        (await PageAsync("/v1/items")).Items.Count.ShouldBe(7);
    }

    [Fact]
    public async Task Should_go_on_where_the_page_ended_though_its_last_item_is_gone_and_others_came()
    {
        var first = await PageAsync("/v1/items?limit=3");
        await _app.Client.DeleteAsync(new Uri("/v1/items/i2", UriKind.Relative), Cancel);
        await _app.PutAsync("a-new-one", new CatalogItem { Kind = ContentKind.Music, Title = "New" });

        (await PageAsync($"/v1/items?limit=3&cursor={first.Next}")).Items.Select(item => item.Id).ShouldBe(["i3", "i4", "i5"]);
    }

    [Theory]
    [InlineData("cursor=i3", "cursor", "must be the `next` of a page of this list; without one the list begins anew")]
    [InlineData("cursor=", "cursor", "must be the `next` of a page of this list; without one the list begins anew")]
    [InlineData("cursor=%00%FF", "cursor", "must be the `next` of a page of this list; without one the list begins anew")]
    [InlineData("limit=0", "limit", "must be 1 to 1000")]
    [InlineData("limit=1001", "limit", "must be 1 to 1000")]
    [InlineData("limit=many", "limit", "cannot be read")]
    [InlineData("kind=Music", "kind", "must be one of music, image, video, story")]
    [InlineData("kind=1", "kind", "must be one of music, image, video, story")]
    public async Task Should_name_the_parameter_that_is_wrong(string query, string parameter, string problem) =>
        (await ErrorsAsync($"/v1/items?{query}")).GetProperty(parameter)[0].GetString().ShouldBe(problem);

    [Fact]
    public async Task Should_refuse_the_cursor_of_another_list_or_tenant()
    {
        var next = (await PageAsync("/v1/items?limit=3")).Next;
        using var other = _app.ClientOf("other");

        (await ErrorsAsync($"/v1/items?limit=3&kind=music&cursor={next}")).TryGetProperty("cursor", out _).ShouldBeTrue();
        (await ErrorsAsync($"/v1/items?limit=3&cursor={next![..^1]}")).TryGetProperty("cursor", out _).ShouldBeTrue();
        using var refused = await other.GetAsync(new Uri($"/v1/items?cursor={next}", UriKind.Relative), Cancel);
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private async Task<List<string[]>> PagesAsync(string list)
    {
        var pages = new List<string[]>();
        for (string? next = null; pages.Count == 0 || next is not null;)
        {
            var page = await PageAsync(next is null ? list : $"{list}&cursor={next}");
            pages.Add([.. page.Items.Select(item => item.Id)]);
            next = page.Next;
        }

        return pages;
    }

    private async Task<ItemPage> PageAsync(string address) =>
        (await _app.Client.GetFromJsonAsync<ItemPage>(address, JsonDefaults.Options, Cancel))!;

    private async Task<JsonElement> ErrorsAsync(string address)
    {
        using var refused = await _app.Client.GetAsync(new Uri(address, UriKind.Relative), Cancel);
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        return (await refused.Content.ReadFromJsonAsync<JsonElement>(JsonDefaults.Options, Cancel)).GetProperty("errors");
    }
}
