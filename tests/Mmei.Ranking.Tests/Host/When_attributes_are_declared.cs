using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
using Mmei.Hosting.Json;
using Mmei.Testing.Servers;

namespace Mmei.Ranking.Tests.Host;

public sealed class When_attributes_are_declared : IAsyncLifetime
{
    private static readonly Uri Path = new("/v1/items:attributes", UriKind.Relative);
    private static readonly CatalogItem Item = new() { Kind = ContentKind.Music, Title = "Rain 1" };
    private readonly TempFolder _folder = new();
    private RankingApp _app = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _app = await RankingApp.StartAsync(_folder["mmei.db"], Encodings.Of);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Should_be_told_again()
    {
        var before = await ReadAsync();
        await DeclareAsync("""{"attributes":{"live":"boolean","bpm":"number","label":"text"},"onlyDeclared":true}""");
        var declared = await ReadAsync();
        await DeclareAsync("""{"attributes":{}}""");

        (before.Attributes.Count, before.OnlyDeclared, before.Contradicting).ShouldBe((0, false, null));
        declared.OnlyDeclared.ShouldBeTrue();
        declared.Attributes.ShouldBe(
            [new("bpm", AttributeType.Number), new("label", AttributeType.Text), new("live", AttributeType.Boolean)]);
        (await ReadAsync()).Attributes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_refuse_an_item_that_says_otherwise_by_each_way_it_comes()
    {
        (await _app.PutAsync("a", With(("bpm", 92)))).EnsureSuccessStatusCode();
        await DeclareAsync("""{"attributes":{"bpm":"number","live":"boolean"}}""");

        using var put = await _app.PutAsync("b", With(("bpm", "fast"), ("Live", true)));
        using var patch = await _app.Client.PatchAsync(
            new Uri("/v1/items/a", UriKind.Relative),
            new StringContent("""{"attributes":{"live":"yes"}}""", Encoding.UTF8, "application/merge-patch+json"),
            Cancel);
        var report = await ImportAsync(
            """
            {"id":"c","kind":"music","title":"Three","attributes":{"bpm":true}}
            {"id":"d","kind":"music","title":"Four","attributes":{"bpm":100,"mood":"dark"}}
            """);

        (await ErrorsAsync(put)).ShouldBe(
            ["attributes.bpm: must be a number, as it is declared", "attributes.Live: is declared as live"]);
        (await ErrorsAsync(patch)).ShouldBe(["attributes.live: must be a boolean, as it is declared"]);
        report.Errors.ShouldBe([new RejectedRow(1, "attributes.bpm: must be a number, as it is declared")]);
        report.Accepted.ShouldBe(1);
    }

    [Fact]
    public async Task Should_allow_no_others_where_that_is_declared()
    {
        await DeclareAsync("""{"attributes":{"bpm":"number"},"onlyDeclared":true}""");

        using var refused = await _app.PutAsync("a", With(("bpn", 92)));

        (await ErrorsAsync(refused)).ShouldBe(["attributes.bpn: is not declared, and only declared attributes are allowed"]);
        (await _app.PutAsync("a", With(("bpm", 92)))).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Should_read_CSV_in_the_types_that_are_declared()
    {
        await DeclareAsync("""{"attributes":{"label":"text","bpm":"number","live":"boolean"}}""");

        var report = await ImportAsync(
            "id,kind,title,attributes.label,attributes.bpm,attributes.live,attributes.other\r\n"
            + "a,music,One,1999,92,TRUE,7\r\n"
            + "b,music,Two,\"\"\"2001\"\"\",0.5,false,\r\n"
            + "c,music,Three,true,fast,false,\r\n"
            + "d,music,Four,x,1,yes,\r\n",
            "text/csv");

        report.Errors.ShouldBe(
            [
                new RejectedRow(4, "attributes.bpm: must be a number, as it is declared"),
                new RejectedRow(5, "attributes.live: must be a boolean, as it is declared"),
            ]);
        (await ItemAsync("a")).Attributes.ShouldBe([new("bpm", 92), new("label", "1999"), new("live", true), new("other", 7)]);
        (await ItemAsync("b")).Attributes.ShouldBe([new("bpm", 0.5), new("label", "2001"), new("live", false)]);
        var export = await _app.Client.GetStringAsync(new Uri("/v1/items:export?format=csv", UriKind.Relative), Cancel);
        (await ImportAsync(export, "text/csv")).Unchanged.ShouldBe(2);
    }

    [Fact]
    public async Task Should_leave_what_is_there_and_say_how_much_of_it_says_otherwise()
    {
        await _app.PutAsync("a", With(("bpm", "fast")));
        await _app.PutAsync("b", With(("bpm", 92)));
        await _app.PutAsync("c", With(("mood", "dark")));

        var typed = await DeclareAsync("""{"attributes":{"bpm":"number"}}""");
        var alone = await DeclareAsync("""{"attributes":{"bpm":"number"},"onlyDeclared":true}""");

        (typed.Contradicting, alone.Contradicting).ShouldBe((1, 2));
        typed.Examples.ShouldBe(["a"]);
        alone.Examples.ShouldBe(["a", "c"]);
        (await ItemAsync("a")).Attributes.ShouldBe([new("bpm", "fast")]);
    }

    [Theory]
    [InlineData("{}", "attributes")]
    [InlineData("""{"attributes":{"bpm":"int"}}""", "attributes.bpm")]
    [InlineData("""{"attributes":{"bpm":1}}""", "attributes.bpm")]
    [InlineData("""{"attributes":{"a b":"text"}}""", "attributes.a b")]
    [InlineData("""{"attributes":{"bpm":"text","BPM":"text"}}""", "attributes.bpm")]
    [InlineData("""{"attributes":["bpm"]}""", "attributes")]
    [InlineData("""{"attributes":{},"only":true}""", "only")]
    public async Task Should_be_refused_with_the_field_named(string declaration, string field)
    {
        using var refused = await PutAsync(declaration);

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>(JsonDefaults.Options, Cancel);
        problem.GetProperty("errors").EnumerateObject().ShouldHaveSingleItem().Name.ShouldBe(field);
        (await ReadAsync()).Attributes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_be_refused_where_there_are_too_many()
    {
        using var refused = await PutAsync(JsonSerializer.Serialize(
            new { attributes = Enumerable.Range(0, 101).ToDictionary(number => $"a{number}", _ => "text") }));

        (await ErrorsAsync(refused)).ShouldBe(["attributes: must be at most 100"]);
    }

    private static CatalogItem With(params (string Name, AttributeValue Value)[] attributes) =>
        Item with { Attributes = attributes.ToDictionary(attribute => attribute.Name, attribute => attribute.Value) };

    private async Task<AttributesAnswer> ReadAsync() =>
        (await _app.Client.GetFromJsonAsync<AttributesAnswer>(Path, JsonDefaults.Options, Cancel))!;

    private async Task<AttributesAnswer> DeclareAsync(string declaration)
    {
        using var answer = await PutAsync(declaration);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<AttributesAnswer>(JsonDefaults.Options, Cancel))!;
    }

    private async Task<HttpResponseMessage> PutAsync(string declaration)
    {
        using var content = new StringContent(declaration, Encoding.UTF8, "application/json");
        return await _app.Client.PutAsync(Path, content, Cancel);
    }

    private async Task<ImportReport> ImportAsync(string body, string type = "application/x-ndjson")
    {
        using var answer = await _app.ImportAsync(body, type);
        return (await answer.Content.ReadFromJsonAsync<ImportReport>(JsonDefaults.Options, Cancel))!;
    }

    private async Task<ItemAnswer> ItemAsync(string id) =>
        (await _app.Client.GetFromJsonAsync<ItemAnswer>($"/v1/items/{id}", JsonDefaults.Options, Cancel))!;

    private static async Task<IEnumerable<string>> ErrorsAsync(HttpResponseMessage refused)
    {
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>(JsonDefaults.Options, Cancel);
        return problem.GetProperty("errors").EnumerateObject().Select(field => $"{field.Name}: {field.Value[0].GetString()}");
    }
}
