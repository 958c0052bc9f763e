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
                new RejectedRow(3, "kind: has the wrong type or an unknown value"),
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
    [InlineData("{\"id\":\"a\",\"kind\":\"music\",\"title\":7}", "title: has the wrong type or an unknown value")]
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
                new RejectedRow(5, "kind: has an unknown value; it is music, image, video or story"),
                new RejectedRow(6, "title: is required"),
                new RejectedRow(7, "has 8 fields, the header has 6"),
            ]);
        var item = await _app.Client.GetFromJsonAsync<ItemAnswer>("/v1/items/a", JsonDefaults.Options, Cancel);
        (item!.Title, item.Description).ShouldBe(("One, \"quoted\"", "two\nlines"));
        item.Tags.ShouldBe(["sea", "night"]);
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

    private async Task<ImportReport> ReportAsync(string body, string type = "application/x-ndjson")
    {
        using var response = await _app.ImportAsync(body, type);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync(Cancel));
        return (await response.Content.ReadFromJsonAsync<ImportReport>(JsonDefaults.Options, Cancel))!;
    }
}
