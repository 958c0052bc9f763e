using System.Text;

namespace Mmei.Gateway.Tests;

public sealed class When_an_observation_is_invalid(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    private readonly GatewayApp _app = gateway.App;

    [Theory]
    [InlineData("""{ "text": "hi", "options": { "k": 0 } }""", "options.k")]
    [InlineData("""{ "text": "hi", "options": { "k": 101 } }""", "options.k")]
    [InlineData("""{ "text": "hi", "options": { "k": 1.5 } }""", "options.k")]
    [InlineData("""{ "text": "hi", "options": { "k": "many" } }""", "options.k")]
    [InlineData("""{ "text": "hi", "options": { "k": "5" } }""", "options.k")]
    [InlineData("""{ "text": "hi", "options": { "deadlineMs": 99 } }""", "options.deadlineMs")]
    [InlineData("""{ "text": "hi", "options": { "deadlineMs": 10001 } }""", "options.deadlineMs")]
    [InlineData("""{ "text": "hi", "options": { "kinds": ["music", "opera"] } }""", "options.kinds[1]")]
    [InlineData("""{ "text": "hi", "options": { "kinds": [0] } }""", "options.kinds[0]")]
    [InlineData("""{ "text": "hi", "options": { "kinds": ["image, video"] } }""", "options.kinds[0]")]
    [InlineData("""{ "text": "hi", "options": { "mood": "match, lift" } }""", "options.mood")]
    [InlineData("""{ "text": "hi", "context": { "activity": "walking,running" } }""", "context.activity")]
    [InlineData("""{ "text": "hi", "context": { "localTime": "2026-11-22" } }""", "context.localTime")]
    [InlineData("""{ "text": "hi", "context": { "localTime": "2026-11-22T21:40:00" } }""", "context.localTime")]
    [InlineData("""{ "text": "hi", "options": { "kinds": [null] } }""", "options.kinds[0]")]
    [InlineData("""{ "text": "hi", "options": { "items": [] } }""", "options.items")]
    [InlineData("""{ "text": "hi", "options": { "items": ["a", ""] } }""", "options.items[1]")]
    [InlineData("""{ "text": "hi", "options": { "items": [null] } }""", "options.items[0]")]
    [InlineData("""{ "text": "hi", "options": { "mood": "party" } }""", "options.mood")]
    [InlineData("""{ "text": "hi", "options": { "tags": ["sea", " "] } }""", "options.tags[1]")]
    [InlineData("""{ "text": "hi", "options": { "colour": "red" } }""", "options.colour")]
    [InlineData("""{ "text": "hi", "options": [] }""", "options")]
    [InlineData("""{ "text": "hi", "context": { "heartRate": 19 } }""", "context.heartRate")]
    [InlineData("""{ "text": "hi", "context": { "heartRate": 1e999 } }""", "context.heartRate")]
    [InlineData("""{ "text": "hi", "context": { "heartRate": "fast" } }""", "context.heartRate")]
    [InlineData("""{ "text": "hi", "context": { "activity": "flying" } }""", "context.activity")]
    [InlineData("""{ "text": "hi", "context": { "activity": 1 } }""", "context.activity")]
    [InlineData("""{ "text": "hi", "context": { "localTime": "yesterday" } }""", "context.localTime")]
    [InlineData("""{ "text": "hi", "consent": { "image": "yes" } }""", "consent.image")]
    [InlineData("""{ "text": "hi", "consent": { "purpose": "workplace" } }""", "consent.purpose")]
    [InlineData("""{ "text": "hi", "consent": { "purpose": "Wellbeing of employees" } }""", "consent.purpose")]
    [InlineData("""{ "text": "hi", "consent": { "purpose": "education" } }""", "consent.purpose")]
    [InlineData("""{ "text": "hi", "consent": { "purpose": "attention_of_students" } }""", "consent.purpose")]
    [InlineData("""{ "text": "hi", "userId": "" }""", "userId")]
    [InlineData("""{ "text": "hi", "userId": "a\u0000b" }""", "userId")]
    [InlineData("""{ "text": "hi", "sessionId": "a\nb" }""", "sessionId")]
    [InlineData("""{ "text": 5 }""", "text")]
    [InlineData("""{ "text": "\ud800" }""", "text")]
    [InlineData("""{ "text": "one", "text": "two" }""", "text")]
    [InlineData("""{ "image": "***" }""", "image")]
    [InlineData("""{ "audio": 7 }""", "audio")]
    [InlineData("""{ "video": "AAAA" }""", "video")]
    [InlineData("""{ "userId": "u-17" }""", "body")]
    [InlineData("""{ "text": null, "image": null, "audio": null }""", "body")]
    [InlineData("""{ "text": "hi" """, "body")]
    [InlineData("""[1, 2]""", "body")]
    [InlineData("""null""", "body")]
    [InlineData("", "body")]
    public async Task Should_name_the_field(string request, string field)
    {
        var answer = await _app.ObserveAsync(request);

        answer.Status.ShouldBe(400);
        answer.ContentType.ShouldBe("application/problem+json");
        answer.ProblemType.ShouldBe("invalid-input");
        answer.Fields.ShouldBe([field]);
        answer.Json.GetProperty("traceId").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Should_name_every_field_at_once()
    {
        var answer = await _app.ObserveAsync("""{ "userId": "", "options": { "k": 0, "deadlineMs": 1 }, "context": { "heartRate": 1 } }""");

        answer.Fields.ShouldBe(["body", "userId", "options.k", "options.deadlineMs", "context.heartRate"], ignoreOrder: true);
    }

    [Fact]
    public async Task Should_refuse_an_id_that_is_too_long()
    {
        var answer = await _app.ObserveAsync($$"""{ "text": "hi", "userId": "{{new string('u', 129)}}" }""");

        answer.Fields.ShouldBe(["userId"]);
    }

    [Fact]
    public async Task Should_refuse_json_that_is_not_utf8()
    {
        using var body = new ByteArrayContent([.. """{ "text": " """u8, 0xC3, 0x28, .. "\" }"u8]);
        body.Headers.ContentType = new("application/json");

        (await _app.ObserveAsync(body)).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Should_refuse_json_that_is_too_deep()
    {
        var answer = await _app.ObserveAsync($$"""{ "options": {{new string('[', 1000)}} """);

        answer.Status.ShouldBe(400);
    }

    [Theory]
    [InlineData("application/json; charset=\"utf-8\"", 200)]
    [InlineData("application/json; charset=UTF8", 200)]
    [InlineData("application/json; charset=bogus", 415)]
    public async Task Should_read_utf8_alone_in_either_form(string type, int status)
    {
        using var json = new ByteArrayContent("""{ "text": "hi" }"""u8.ToArray());
        json.Headers.TryAddWithoutValidation("Content-Type", type);
        using var part = new ByteArrayContent("""{ "text": "hi" }"""u8.ToArray());
        part.Headers.TryAddWithoutValidation("Content-Type", type);
        using var form = new MultipartFormDataContent { { part, "request" } };

        (await _app.ObserveAsync(json)).Status.ShouldBe(status);
        (await _app.ObserveAsync(form)).Status.ShouldBe(status);
    }

    [Fact]
    public async Task Should_say_which_content_types_it_reads()
    {
        using var body = new StringContent("hi");

        (await _app.ObserveAsync(body)).Json.GetProperty("detail").GetString().ShouldBe(
            "This call reads application/json or multipart/form-data, not 'text/plain; charset=utf-8'.");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("multipart/mixed; boundary=x")]
    public async Task Should_refuse_another_content_type(string type)
    {
        using var body = new ByteArrayContent("""{ "text": "hi" }"""u8.ToArray());
        body.Headers.TryAddWithoutValidation("Content-Type", type);

        var answer = await _app.ObserveAsync(body);

        answer.Status.ShouldBe(415);
        answer.ProblemType.ShouldBe("unsupported-media");
    }

    [Fact]
    public async Task Should_refuse_a_body_without_a_content_type()
    {
        using var body = new ByteArrayContent("""{ "text": "hi" }"""u8.ToArray());

        (await _app.ObserveAsync(body)).Status.ShouldBe(415);
    }

    [Fact]
    public async Task Should_not_open_an_observation()
    {
        var before = _app.Platform.Tickets.Count;

        await _app.ObserveAsync("""{ "text": "hi", "options": { "k": 0 } }""");

        _app.Platform.Tickets.Count.ShouldBe(before);
        _app.Pending.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Should_take_json_of_any_casing_of_the_charset()
    {
        using var body = new ByteArrayContent(Encoding.UTF8.GetBytes("""{ "text": "schön" }"""));
        body.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=UTF-8");

        (await _app.ObserveAsync(body)).Status.ShouldBe(200);
    }
}
