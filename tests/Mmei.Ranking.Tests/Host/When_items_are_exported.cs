using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Mmei.Contracts.Api.V1;
using Mmei.Hosting.Json;
using Mmei.Testing.Servers;

namespace Mmei.Ranking.Tests.Host;

public sealed class When_items_are_exported : IAsyncLifetime
{
    private readonly DateTimeOffset _expiry = TimeProvider.System.GetUtcNow().AddSeconds(5);

    /// <summary>Whatever is hard to write in either form.</summary>
    private static readonly object[] Items =
    [
        new { id = "plain", kind = "music", title = "One" },
        new
        {
            id = "full",
            kind = "story",
            title = "“Quoted”, \"twice\" \u2028 ночь 😀",
            description = "two\nlines,\r\nand \"more\"; \\ back",
            tags = new[] { "sea", "ночь", "a,b" },
            creator = "Ana, \"A\"",
            language = "pt-BR",
            mediaUrl = "https://cdn.example/a.mp3?x=1&y=\u00e9",
            thumbnailUrl = "http://cdn.example/a.jpg",
            expiresAt = "2999-01-01T01:30:00.123+01:00",
            attributes = new { bpm = 92.5, live = true, key = "C sharp", code = "0012", digits = "12", said = "true", none = "" },
        },
        new { id = "barred", kind = "image", title = "=1+1", tags = new[] { "a|b", "[x]", "\"" } },
        new { id = "listed", kind = "video", title = "-", tags = new[] { "[\"x\"]" }, attributes = new { Bpm = 1, json = "{\"a\":1}" } },
        new { id = "cased", kind = "video", title = "@SUM(A1)", attributes = new { bpm = -0.000001, large = 9007199254740991 } },
    ];

    private readonly TempFolder _folder = new();
    private RankingApp _app = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await RankingApp.StartAsync(_folder["mmei.db"], encoder: null);
        object expiring = new { id = "expiring", kind = "music", title = "Soon gone", expiresAt = _expiry };
        var rows = Items.Append(expiring).Select(item => JsonSerializer.Serialize(item));
        var many = Enumerable.Range(0, 1200).Select(i => $$"""{"id":"many-{{i}}","kind":"music","title":"Rain {{i}}"}""");
        using var imported = await _app.ImportAsync(string.Join('\n', rows.Concat(many)));
        (await imported.Content.ReadFromJsonAsync<ImportReport>(JsonDefaults.Options, Cancel))!.Errors.ShouldBeEmpty();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("ndjson", "application/x-ndjson")]
    [InlineData("csv", "text/csv")]
    public async Task Should_change_nothing_when_it_is_imported(string format, string type)
    {
        await RankingApp.UntilAsync(() => Task.FromResult(TimeProvider.System.GetUtcNow() > _expiry));
        using var export = await _app.Client.GetAsync(new Uri($"/v1/items:export?format={format}", UriKind.Relative), Cancel);
        export.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        var text = await export.Content.ReadAsStringAsync(Cancel);

        using var imported = await _app.ImportAsync(text, type);

        var report = (await imported.Content.ReadFromJsonAsync<ImportReport>(JsonDefaults.Options, Cancel))!;
        report.Errors.ShouldBeEmpty();
        (report.Unchanged, report.Accepted).ShouldBe((Items.Length + 1200, 0), "what has expired is not exported");
    }

    [Theory]
    [InlineData("ndjson", "application/x-ndjson")]
    [InlineData("csv", "text/csv")]
    public async Task Should_make_the_same_catalog_elsewhere(string format, string type)
    {
        var text = await _app.Client.GetStringAsync(new Uri($"/v1/items:export?format={format}", UriKind.Relative), Cancel);
        await using var other = await RankingApp.StartAsync(_folder["other.db"], encoder: null);

        (await other.ImportAsync(text, type)).EnsureSuccessStatusCode();

        foreach (var id in new[] { "plain", "full", "barred", "listed", "cased" })
        {
            (await ReadAsync(other, id)).ShouldBe(await ReadAsync(_app, id));
        }
    }

    [Fact]
    public async Task Should_be_NDJSON_where_nothing_is_said_and_name_the_formats_where_it_is_none()
    {
        (await _app.Client.GetStringAsync(new Uri("/v1/items:export", UriKind.Relative), Cancel)).ShouldStartWith("{\"id\":\"barred\"");
        using var refused = await _app.Client.GetAsync(new Uri("/v1/items:export?format=xml", UriKind.Relative), Cancel);

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadAsStringAsync(Cancel)).ShouldContain("must be one of ndjson, csv");
    }

    [Fact]
    public async Task Should_be_empty_for_a_tenant_without_items()
    {
        using var other = _app.ClientOf("other");

        (await other.GetStringAsync(new Uri("/v1/items:export", UriKind.Relative), Cancel)).ShouldBeEmpty();
        (await other.GetStringAsync(new Uri("/v1/items:export?format=csv", UriKind.Relative), Cancel)).ShouldBe(
            "id,kind,title,description,tags,creator,language,mediaUrl,thumbnailUrl,expiresAt\r\n");
    }

    private static async Task<string> ReadAsync(RankingApp app, string id) =>
        await app.Client.GetStringAsync(new Uri($"/v1/items/{id}", UriKind.Relative), Cancel);
}
