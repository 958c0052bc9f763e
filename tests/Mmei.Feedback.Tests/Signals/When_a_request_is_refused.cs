using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Mmei.Hosting.Tenancy;
using Mmei.Testing.Servers;
using static Mmei.Feedback.Tests.Builders;

namespace Mmei.Feedback.Tests.Signals;

public sealed class When_a_request_is_refused : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private FeedbackApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await FeedbackApp.StartAsync(new Dictionary<string, string?>
    {
        ["Storage:ConnectionString"] = $"Data Source={_folder["feedback.db"]}",
    });

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Should_name_an_unknown_kind()
    {
        var answer = await _app.PostAsync(Signal("s-1", "like"), Signal("s-2", "adore"));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ErrorsAsync(answer)).ShouldBe(["signals[1].kind"]);
    }

    [Theory]
    [InlineData("\"kind\":\"complete, like\"", "signals[0].kind", "must be one of dwell, complete, like, dislike, replay, share, skip, emotion")]
    [InlineData("\"kind\":\"like\",\"kind\":\"dislike\"", "signals[0].kind", "is given twice")]
    [InlineData("\"kind\":\"like\",\"weight\":2", "signals[0].weight", "is not known here")]
    [InlineData("\"at\":\"2026-11-22\"", "signals[0].at", "must be a date and time with its offset (RFC 3339), as 2026-11-22T20:42:10Z or 2026-11-22T21:42:10+01:00")]
    [InlineData("\"decisionId\":\"17\"", "signals[0].decisionId", "must be a UUID, as 01939a5c-6b7e-7c3a-9d1e-2f3a4b5c6d7e")]
    public async Task Should_say_what_is_allowed(string members, string field, string problem)
    {
        using var body = new StringContent($$"""{"signals":[{{{members}}}]}""", Encoding.UTF8, "application/json");
        var answer = await _app.Client.PostAsync(new Uri("/v1/feedback", UriKind.Relative), body, TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var errors = (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("errors");
        errors.GetProperty(field)[0].GetString().ShouldBe(problem);
    }

    [Fact]
    public async Task Should_take_an_emoji_in_an_id() =>
        (await _app.PostAsync(Signal("like-\U0001F600", "like"))).StatusCode.ShouldBe(HttpStatusCode.Accepted);

    [Fact]
    public async Task Should_store_none_of_it()
    {
        await _app.PostAsync(Signal("s-1", "like"), Signal("s-2", "dwell"));

        var answer = await _app.PostAsync(Signal("s-1", "like"));

        (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("accepted").GetInt32()
            .ShouldBe(1);
    }

    [Fact]
    public async Task Should_ask_for_a_tenant()
    {
        _app.Client.DefaultRequestHeaders.Remove(TenantContext.HeaderName);

        (await _app.PostAsync(Signal("s-1", "like"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static object Signal(string id, string kind) =>
        new { id, decisionId = Id(1), itemId = "item-1", kind, at = TimeProvider.System.GetUtcNow() };

    private static async Task<string[]> ErrorsAsync(HttpResponseMessage answer)
    {
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return [.. problem.GetProperty("errors").EnumerateObject().Select(error => error.Name)];
    }
}
