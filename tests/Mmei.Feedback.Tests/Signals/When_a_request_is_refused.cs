using System.Net;
using System.Net.Http.Json;
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
