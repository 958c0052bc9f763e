using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Mmei.Gateway.Tests.Consent;

/// <summary>A small server of our own stands in for feedback, which keeps it.</summary>
public sealed class When_consent_is_kept_behind_the_gateway : IAsyncLifetime
{
    private readonly List<string> _asked = [];
    private IResult _answer = Results.Json(new { image = false, audio = false });
    private WebApplication _feedback = null!;
    private GatewayApp _app = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _feedback = builder.Build();
        _feedback.Run(context =>
        {
            _asked.Add($"{context.Request.Headers["X-Mmei-Tenant"]} {context.Request.Path}");
            return _answer.ExecuteAsync(context);
        });
        await _feedback.StartAsync(TestContext.Current.CancellationToken);
        _app = await GatewayApp.StartAsync(("Gateway:FeedbackUrl", _feedback.Urls.Single()));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _feedback.DisposeAsync();
    }

    [Fact]
    public async Task Should_ask_for_the_word_of_the_tenants_person()
    {
        _answer = Results.Json(new { image = true, audio = false, purpose = "recommendation", storedAt = DateTimeOffset.UnixEpoch });

        (await _app.ObserveAsync(Face())).Status.ShouldBe(200);

        _asked.ShouldBe([$"{GatewayApp.Tenant} /v1/users/u%201/consent"]);
    }

    [Fact]
    public async Task Should_read_nothing_where_there_is_no_word() =>
        (await _app.ObserveAsync(Face())).ProblemType.ShouldBe("consent-needed");

    [Fact]
    public async Task Should_read_nothing_and_say_that_it_may_go_later_where_it_cannot_be_asked()
    {
        _answer = Results.StatusCode(500);

        var answer = await _app.ObserveAsync(Face());

        (answer.Status, answer.ProblemType).ShouldBe((503, "unavailable"));
        _app.Platform.Commands.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{ "image": true, "purpose": "recommendation" }""", 200)]
    [InlineData("""{ "image": false }""", 422)]
    public async Task Should_not_ask_where_the_observation_says_it(string consent, int status)
    {
        var face = Face();
        face["consent"] = JsonNode.Parse(consent);

        (await _app.ObserveAsync(face)).Status.ShouldBe(status);

        _asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_not_ask_about_words()
    {
        (await _app.ObserveAsync("""{ "userId": "u 1", "text": "hi" }""")).Status.ShouldBe(200);

        _asked.ShouldBeEmpty();
    }

    private static JsonObject Face() => new() { ["userId"] = "u 1", ["image"] = Convert.ToBase64String(Media.Png) };
}
