using System.Net;
using System.Text.Json.Nodes;
using Mmei.Contracts.V1;
using Mmei.Gateway.Tests.Live;
using Mmei.Testing.Servers;

namespace Mmei.Gateway.Tests.Consent;

/// <summary>Stored for a person, consent counts for what is observed of them later.</summary>
public sealed class When_a_person_has_agreed_once : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private GatewayApp _app = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await GatewayApp.StartAsync(
            whole: true, ("Storage:ConnectionString", $"Data Source={_folder["mmei.db"]}"), ("Gateway:Live:Every", "00:00:00.1"));
        await StoreAsync("""{ "image": true, "purpose": "recommendation" }""");
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("""{ "text": true }""")]
    [InlineData("""{ "image": true }""")]
    public async Task Should_read_their_face_without_being_told_again(string? consent)
    {
        (await _app.ObserveAsync(Face("u-1", consent))).Status.ShouldBe(200);

        _app.Platform.Commands.ShouldHaveSingleItem().ShouldBeOfType<EncodeImage>().Media.ShouldBe(Media.Png);
    }

    [Fact]
    public async Task Should_not_read_what_they_did_not_agree_to()
    {
        var request = Face("u-1");
        request["audio"] = Convert.ToBase64String(Media.Wav);

        var answer = await _app.ObserveAsync(request);

        answer.Json.GetProperty("modalities").GetProperty("audio").GetProperty("status").GetString().ShouldBe("withheld");
        _app.Platform.Commands.ShouldHaveSingleItem().ShouldBeOfType<EncodeImage>();
    }

    [Fact]
    public async Task Should_not_read_it_where_the_observation_says_no() => await RefusedAsync(Face("u-1", """{ "image": false }"""));

    [Fact]
    public async Task Should_not_read_it_any_more_once_it_is_withdrawn()
    {
        using var withdrawn = await _app.Client.DeleteAsync(Consent, TestContext.Current.CancellationToken);
        withdrawn.StatusCode.ShouldBe(HttpStatusCode.NoContent);

        await RefusedAsync(Face("u-1"));
    }

    [Fact]
    public async Task Should_not_read_it_any_more_once_another_word_is_stored()
    {
        await StoreAsync("""{ "image": false, "audio": true, "purpose": "recommendation" }""");

        await RefusedAsync(Face("u-1"));
    }

    [Fact]
    public async Task Should_not_read_the_face_of_somebody_else() => await RefusedAsync(Face("u-2"));

    [Fact]
    public async Task Should_not_read_the_face_of_nobody_in_particular() => await RefusedAsync(Face(user: null));

    [Fact]
    public async Task Should_not_count_for_another_tenants_person_of_the_same_name()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/observations")
        {
            Content = new StringContent(Face("u-1").ToJsonString(), null, "application/json"),
        };
        request.Headers.Add("X-Api-Key", GatewayApp.OtherKey);

        var answer = await Answer.ReadAsync(await _app.Anonymous.SendAsync(request, TestContext.Current.CancellationToken));

        answer.ProblemType.ShouldBe("consent-needed");
    }

    [Fact]
    public async Task Should_count_for_a_line_of_a_batch()
    {
        var line = new JsonObject { ["request"] = Face("u-1") }.ToJsonString();
        using var body = new StringContent(line, null, "application/x-ndjson");

        using var answer = await _app.Client.PostAsync("/v1/observations:batch", body, TestContext.Current.CancellationToken);

        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("\"answer\"");
    }

    [Fact]
    public async Task Should_end_in_the_middle_of_a_stream_when_it_is_withdrawn()
    {
        using var stream = await LiveClient.OpenAsync(_app, new { type = "open", userId = "u-1" });
        await stream.SendAsync(LiveClient.Frame, Media.Png);
        (await stream.NextAsync()).GetProperty("type").GetString().ShouldBe("observed");

        using var withdrawn = await _app.Client.DeleteAsync(Consent, TestContext.Current.CancellationToken);
        await stream.SendAsync(LiveClient.Frame, Media.Png);

        var told = await stream.NextAsync();
        told.GetProperty("problem").GetProperty("type").GetString()!.ShouldEndWith("consent-needed");
        _app.Platform.Commands.Count.ShouldBe(1);
    }

    private static Uri Consent { get; } = new("/v1/users/u-1/consent", UriKind.Relative);

    private async Task StoreAsync(string consent)
    {
        using var body = new StringContent(consent, null, "application/json");
        using var stored = await _app.Client.PutAsync(Consent, body, TestContext.Current.CancellationToken);
        stored.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private async Task RefusedAsync(JsonObject request)
    {
        var answer = await _app.ObserveAsync(request);

        (answer.Status, answer.ProblemType).ShouldBe((422, "consent-needed"));
        _app.Platform.Commands.ShouldBeEmpty();
    }

    private static JsonObject Face(string? user, string? consent = null) => new()
    {
        ["userId"] = user,
        ["image"] = Convert.ToBase64String(Media.Png),
        ["consent"] = consent is null ? null : JsonNode.Parse(consent),
    };
}
