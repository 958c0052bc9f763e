using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using Mmei.Contracts.Api.V1;
using Mmei.Hosting.Json;
using Mmei.Testing.Servers;

namespace Mmei.Ranking.Tests.Host;

public sealed class When_items_are_imported : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private RankingApp _app = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _app = await RankingApp.StartAsync(
        _folder["mmei.db"], Encodings.Of, new(
            "Catalog:ImportBytes", "20000"), new("Catalog:ImportRows", "50"), new("Catalog:ReportedRows", "3"));

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Should_keep_good_rows_and_name_bad_ones_by_line_and_reason()
    {
        var report = await ReportAsync(
            """
            {"id":"a","kind":"music","title":"One","tags":["x"]}

            {"id":"b","kind":"perfume","title":"Two"}
            {"id":"c","kind":"story","title":"Three"}
            {"kind":"story"}
            """);

        (report.Accepted, report.Unchanged, report.Rejected).ShouldBe((2, 0, 2));
        report.Errors.ShouldBe(
            [
                new RejectedRow(3, "kind: must be one of music, image, video, story"),
                new RejectedRow(5, "id: is required; title: is required"),
            ]);
        await _app.IndexedAsync(2);
    }

    [Fact]
    public async Task Should_be_recommendable_once_answered_when_the_client_waits()
    {
        using var response = await _app.ImportAsync(Rows(40), wait: true);

        var report = (await response.Content.ReadFromJsonAsync<ImportReport>(JsonDefaults.Options, Cancel))!;
        (report.Accepted, report.BeingIndexed).ShouldBe((40, 0));
        (await _app.StatusAsync()).Indexed.ShouldBe(40);
        (await _app.RecommendAsync(Observations.Fused(Vectors.Axis(0)))).Items.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Should_say_how_many_items_are_still_being_indexed()
    {
        // Nobody encodes here, so nothing ever is.
        await using var waiting = await RankingApp.StartAsync(
            _folder["waiting.db"], null, new KeyValuePair<string, string?>("Catalog:ImportWait", "00:00:00.2"));
        using var response = await waiting.ImportAsync(Rows(3), wait: true);

        (await response.Content.ReadFromJsonAsync<ImportReport>(JsonDefaults.Options, Cancel))!.BeingIndexed.ShouldBe(3);
        var answer = await waiting.RecommendAsync(Observations.Fused(Vectors.Axis(0)));
        answer.Items.ShouldBeEmpty();
        answer.ItemsBeingIndexed.ShouldBe(3);
    }

    [Theory]
    [InlineData("{\"id\":\"a\"", "is not a JSON object")]
    [InlineData("[1]", "is not a JSON object")]
    [InlineData("null", "must be a JSON object")]
    [InlineData("{\"id\":\"a\",\"kind\":\"music\",\"title\":7}", "title: must be a string")]
    [InlineData("{\"id\":\"a\",\"kind\":\"music, video\",\"title\":\"x\"}", "kind: must be one of music, image, video, story")]
    [InlineData("{\"id\":\"a\",\"kind\":\"music\",\"title\":\"x\",\"titel\":\"y\"}", "titel: is not known here")]
    [InlineData("{\"id\":\"a\",\"kind\":\"music\",\"title\":\"x\",\"title\":\"y\"}", "title: is given twice")]
    [InlineData("{\"id\":\"a\",\"kind\":\"music\",\"title\":\"x\",\"attributes\":[]}", "attributes: must be an object")]
    [InlineData("{\"id\":\"a\",\"kind\":\"music\",\"title\":\"x\",\"attributes\":{\"b\":null}}", "attributes.b: must be a string, a number, true or false")]
    [InlineData("{\"id\":\"a\",\"kind\":\"music\",\"title\":\"x\\u0000\"}", "title: must have at most 300 characters, none of them NUL")]
    [InlineData("{\"id\":\"a/b\",\"kind\":\"music\",\"title\":\"x\"}", "id: must be 1 to 128 letters, digits, '.', '_', ':' or '-', starting with a letter or digit")]
    public async Task Should_say_what_is_wrong_with_a_row(string row, string reason) =>
        (await ReportAsync(row)).Errors.ShouldBe([new RejectedRow(1, reason)]);

    [Fact]
    public async Task Should_count_rows_that_are_there_already()
    {
        const string Row = """{"id":"a","kind":"music","title":"One"}""";
        await ReportAsync(Row);

        var report = await ReportAsync($"{Row}\n{Row.Replace("One", "Two", StringComparison.Ordinal)}");

        (report.Accepted, report.Unchanged, report.Rejected).ShouldBe((1, 1, 0));
    }

    [Fact]
    public async Task Should_read_a_byte_order_mark_carriage_returns_and_a_last_line_without_end()
    {
        var report = await ReportAsync("\uFEFF{\"id\":\"a\",\"kind\":\"music\",\"title\":\"One\"}\r\n{\"id\":\"b\",\"kind\":\"video\",\"title\":\"Zwei ü\"}");

        (report.Accepted, report.Rejected).ShouldBe((2, 0));
    }

    [Fact]
    public async Task Should_read_CSV()
    {
        var report = await ReportAsync(
            "id,kind,title,description,tags,extra\r\n"
            + "a,music,\"One, \"\"quoted\"\"\",\"two\nlines\",sea|night,1\r\n"
            + "b,Story,Two,,,\r\n"
            + "c,perfume,Three,,,\r\n"
            + "d,music,,,,\r\n"
            + "e,music,Five,,,,too,many\r\n",
            "text/csv");

        (report.Accepted, report.Rejected).ShouldBe((2, 3));
        report.Errors.ShouldBe(
            [
                new RejectedRow(5, "kind: must be one of music, image, video, story"),
                new RejectedRow(6, "title: is required"),
                new RejectedRow(7, "has 8 fields, the header has 6"),
            ]);
        var item = await _app.Client.GetFromJsonAsync<ItemAnswer>("/v1/items/a", JsonDefaults.Options, Cancel);
        (item!.Title, item.Description).ShouldBe(("One, \"quoted\"", "two\nlines"));
        item.Tags.ShouldBe(["sea", "night"]);
    }

    [Fact]
    public async Task Should_take_what_a_page_shows_from_NDJSON()
    {
        var expires = TimeProvider.System.GetUtcNow().AddDays(1);
        var report = await ReportAsync(
            $$$"""
            {"id":"a","kind":"music","title":"One","creator":"Ana","language":"pt-BR","mediaUrl":"https://cdn.example/a.mp3","thumbnailUrl":"http://cdn.example/a.jpg","expiresAt":"{{{expires:O}}}","attributes":{"live":true,"bpm":92.5,"key":"C"}}
            {"id":"b","kind":"music","title":"Two","mediaUrl":"javascript:alert(1)","language":"Portuguese, mostly","expiresAt":"2001-01-01T00:00:00Z"}
            {"id":"c","kind":"music","title":"Three","attributes":{"mood":["calm"]}}
            {"id":"d","kind":"music","title":"Four","attributes":{"BPM":1,"bpm":2,"1st":true}}
            """);

        report.Accepted.ShouldBe(1);
        report.Errors.Select(row => row.Line).ShouldBe([2, 3, 4]);
        report.Errors[0].Reason.ShouldBe(
            "language: must be a language tag (BCP 47), as en or pt-BR; mediaUrl: must be an absolute http or https address of at most 2048 "
            + "characters, with blanks and the like as %20; expiresAt: must be in the future");
        report.Errors[1].Reason.ShouldBe("attributes.mood: must be a string, a number, true or false");
        report.Errors[2].Reason.ShouldBe(
            "attributes.1st: must have a name of 1 to 64 letters, digits, '_' or '-', starting with a letter; "
            + "attributes.BPM: is given twice, but for the case of its letters");
        var item = await ItemAsync("a");
        (item.Creator, item.Language, item.MediaUrl, item.ThumbnailUrl).ShouldBe(
            ("Ana", "pt-BR", "https://cdn.example/a.mp3", "http://cdn.example/a.jpg"));
        item.ExpiresAt!.Value.ShouldBe(expires, TimeSpan.FromMilliseconds(1));
        item.Attributes.ShouldBe(new Dictionary<string, AttributeValue> { ["bpm"] = 92.5, ["key"] = "C", ["live"] = true });
    }

    [Fact]
    public async Task Should_take_what_a_page_shows_from_columns_of_CSV()
    {
        var report = await ReportAsync(
            "Id,Kind,Title,Tags,Creator,Language,mediaurl,thumbnailUrl,ExpiresAt,attributes.bpm,attributes.key,Attributes.live,extra\n"
            + "a,music,One,\"[\"\"a|b\"\",\"\"c\"\"]\",Ana,en,https://cdn.example/a.mp3,,2999-01-01T00:00:00Z,92.5,\"\"\"12\"\"\",true,x\n"
            + "b,music,Two,,,,,,,,C sharp,,\n"
            + "c,music,Three,,,english!,ftp://x/y,,tomorrow,,,,\n"
            + "d,music,Four\n",
            "text/csv");

        report.Errors.ShouldBe(
            [
                new RejectedRow(
                    4, "expiresAt: must be a date and time with its offset (RFC 3339), as 2026-11-22T20:42:10Z or 2026-11-22T21:42:10+01:00"),
            ]);
        report.Accepted.ShouldBe(3);
        var item = await ItemAsync("a");
        item.Tags.ShouldBe(["a|b", "c"]);
        (item.Creator, item.Language, item.MediaUrl, item.ThumbnailUrl, item.ExpiresAt).ShouldBe(
            ("Ana", "en", "https://cdn.example/a.mp3", null, new DateTimeOffset(2999, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        item.Attributes.ShouldBe(new Dictionary<string, AttributeValue> { ["bpm"] = 92.5, ["key"] = "12", ["live"] = true });
        (await ItemAsync("b")).Attributes.ShouldBe(new Dictionary<string, AttributeValue> { ["key"] = "C sharp" });
        (await ItemAsync("d")).Attributes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_refuse_CSV_without_the_columns_it_needs()
    {
        using var refused = await _app.ImportAsync("id,name\r\na,b\r\n", "text/csv");

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadAsStringAsync(Cancel)).ShouldContain("\"kind\"");
    }

    [Fact]
    public async Task Should_name_a_CSV_row_with_broken_quotes()
    {
        var report = await ReportAsync("id,kind,title\r\na,music,\"One\"x\r\nb,music,Two\r\n", "text/csv");

        (report.Accepted, report.Errors[0]).ShouldBe((1, new RejectedRow(2, "has text after a closing quote")));
    }

    [Theory]
    [InlineData("text/csv; charset=windows-1252", "windows-1252", "café €")]
    [InlineData("text/csv; charset=\"ISO-8859-1\"", "iso-8859-1", "café")]
    [InlineData("text/csv; charset=shift_jis", "shift_jis", "カフェ")]
    [InlineData("text/csv; charset=utf-16", "utf-16", "café 😀")]
    [InlineData("text/csv; charset=\"UTF-8\"", "utf-8", "café 😀")]
    public async Task Should_read_CSV_in_the_charset_it_declares(string type, string charset, string title)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? Encoding.GetEncoding(charset);

        var report = await ReportAsync(encoding.GetBytes($"id,kind,title\na,music,{title}\n"), type);

        (report.Accepted, report.Rejected).ShouldBe((1, 0));
        (await _app.Client.GetFromJsonAsync<ItemAnswer>("/v1/items/a", JsonDefaults.Options, Cancel))!.Title.ShouldBe(title);
    }

    [Theory]
    [InlineData("text/csv", "is not utf-8")]
    [InlineData("text/csv; charset=us-ascii", "is not us-ascii")]
    public async Task Should_name_the_line_of_a_CSV_row_that_is_not_of_its_charset(string type, string reason)
    {
        byte[] rows = [.. "id,kind,title\na,music,plain\ncp-1,music,caf"u8, 0xE9, .. "\nb,music,plain\n"u8];

        var report = await ReportAsync(rows, type);

        report.Accepted.ShouldBe(2);
        report.Errors.ShouldBe([new RejectedRow(3, reason)]);
    }

    [Fact]
    public async Task Should_name_a_charset_that_is_not_known()
    {
        foreach (var type in new[] { "text/csv; charset=bogus", "application/x-ndjson; charset=bogus" })
        {
            using var refused = await PostAsync("id,kind,title\n"u8.ToArray(), type);

            refused.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
            (await refused.Content.ReadAsStringAsync(Cancel)).ShouldContain("bogus");
        }
    }

    [Fact]
    public async Task Should_refuse_CSV_with_a_column_twice()
    {
        using var refused = await _app.ImportAsync("id,kind,title,Title\r\na,music,b,c\r\n", "text/csv");

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadAsStringAsync(Cancel)).ShouldContain("the header has this column twice");
    }

    [Theory]
    [InlineData("text/csv", "id,kind,title,description\n", "long,music,Long,", "", "good-1,music,One,\n")]
    [InlineData(
        "application/x-ndjson", "", "{\"id\":\"long\",\"kind\":\"music\",\"title\":\"Long\",\"description\":\"", "\"}",
        "{\"id\":\"good-1\",\"kind\":\"music\",\"title\":\"One\"}\n")]
    public async Task Should_keep_the_good_rows_around_a_very_long_one(string type, string header, string begin, string end, string good)
    {
        await using var app = await RankingApp.StartAsync(_folder["large.db"], Encodings.Of);
        var body = $"{header}{good}{begin}{new string('x', 8_000_000)}{end}\n{good.Replace("good-1", "good-2", StringComparison.Ordinal)}";

        using var response = await app.ImportAsync(body, type);

        var report = (await response.Content.ReadFromJsonAsync<ImportReport>(JsonDefaults.Options, Cancel))!;
        report.Errors.Select(row => row.Reason).ShouldBe(["description: must have at most 4000 characters, none of them NUL"]);
        report.Accepted.ShouldBe(2);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Should_take_a_packed_body_within_the_limit_of_what_is_in_it(string encoding)
    {
        var row = """{"id":"a","kind":"music","title":"One"}""";

        using var taken = await PostAsync(Pack(encoding, row), "application/x-ndjson", encoding);
        using var bomb = await PostAsync(Pack(encoding, row + new string(' ', 30_000)), "application/x-ndjson", encoding);

        (await taken.Content.ReadFromJsonAsync<ImportReport>(JsonDefaults.Options, Cancel))!.Accepted.ShouldBe(1);
        bomb.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Should_report_some_bad_rows_and_count_all()
    {
        var report = await ReportAsync(string.Join('\n', Enumerable.Repeat("x", 40)));

        report.Rejected.ShouldBe(40);
        report.Errors.Select(row => row.Line).ShouldBe([1, 2, 3]);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    public async Task Should_refuse_another_type(string type)
    {
        using var refused = await _app.ImportAsync("{}", type);

        refused.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task Should_change_nothing_when_the_body_is_too_large()
    {
        var row = """{"id":"a","kind":"music","title":"One"}""" + "\n";
        var body = row + new string(' ', 20_000);
        using var announced = await _app.ImportAsync(body);
        using var chunked = new HttpRequestMessage(HttpMethod.Post, "/v1/items:import")
        {
            Content = new StreamContent(
                new MemoryStream(Encoding.UTF8.GetBytes(body)))
            { Headers = { ContentType = new("application/x-ndjson") } },
        };
        chunked.Headers.TransferEncodingChunked = true;
        using var streamed = await _app.Client.SendAsync(chunked, Cancel);

        announced.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        streamed.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await _app.StatusAsync()).Items.ShouldBe(0);
    }

    [Fact]
    public async Task Should_change_nothing_when_there_are_too_many_rows()
    {
        var rows = Enumerable.Range(0, 51).Select(i => $$"""{"id":"i{{i}}","kind":"music","title":"One"}""");
        using var refused = await _app.ImportAsync(string.Join('\n', rows));

        refused.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await _app.StatusAsync()).Items.ShouldBe(0);
    }

    [Fact]
    public async Task Should_take_an_empty_body() => (await ReportAsync("")).ShouldSatisfyAllConditions(
        report => report.Accepted.ShouldBe(0), report => report.Rejected.ShouldBe(0));

    private static string Rows(int count) =>
        string.Join('\n', Enumerable.Range(1, count).Select(i => $$"""{"id":"i{{i}}","kind":"music","title":"Rain {{i}}"}"""));

    private async Task<ItemAnswer> ItemAsync(string id) =>
        (await _app.Client.GetFromJsonAsync<ItemAnswer>($"/v1/items/{id}", JsonDefaults.Options, Cancel))!;

    private static byte[] Pack(string encoding, string text)
    {
        var packed = new MemoryStream();
        using (Stream packer = encoding == "br"
            ? new BrotliStream(packed, CompressionLevel.Optimal)
            : new GZipStream(packed, CompressionLevel.Optimal))
        {
            packer.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }

    private async Task<HttpResponseMessage> PostAsync(byte[] body, string type, string? encoding = null)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        return await _app.Client.PostAsync(new Uri("/v1/items:import", UriKind.Relative), content, Cancel);
    }

    private async Task<ImportReport> ReportAsync(byte[] body, string type)
    {
        using var response = await PostAsync(body, type);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync(Cancel));
        return (await response.Content.ReadFromJsonAsync<ImportReport>(JsonDefaults.Options, Cancel))!;
    }

    private async Task<ImportReport> ReportAsync(string body, string type = "application/x-ndjson")
    {
        using var response = await _app.ImportAsync(body, type);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync(Cancel));
        return (await response.Content.ReadFromJsonAsync<ImportReport>(JsonDefaults.Options, Cancel))!;
    }
}
