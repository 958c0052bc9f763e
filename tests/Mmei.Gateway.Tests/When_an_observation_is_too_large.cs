using System.Text.Json.Nodes;

namespace Mmei.Gateway.Tests;

public sealed class When_an_observation_is_too_large : IAsyncLifetime
{
    private const int MediumBytes = 1_000;
    private const int RequestBytes = 4_000;

    private GatewayApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await GatewayApp.StartAsync(
        ("Gateway:Limits:ImageBytes", $"{MediumBytes}"),
        ("Gateway:Limits:AudioBytes", $"{MediumBytes}"),
        ("Gateway:Limits:TextCharacters", "100"),
        ("Gateway:Limits:RequestBytes", $"{RequestBytes}"));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("image")]
    [InlineData("audio")]
    public async Task Should_name_the_medium_in_json(string field)
    {
        var answer = await _app.ObserveAsync(new JsonObject { [field] = Convert.ToBase64String(new byte[MediumBytes + 1]) });

        answer.Status.ShouldBe(413);
        answer.ProblemType.ShouldBe("too-large");
        answer.Fields.ShouldBe([field]);
    }

    [Theory]
    [InlineData("image")]
    [InlineData("audio")]
    public async Task Should_name_the_part(string field)
    {
        using var form = Calls.Form((field, new byte[MediumBytes + 1], "application/octet-stream"));

        var answer = await _app.ObserveAsync(form);

        answer.Status.ShouldBe(413);
        answer.Fields.ShouldBe([field]);
    }

    [Fact]
    public async Task Should_name_the_text()
    {
        var answer = await _app.ObserveAsync(new JsonObject { ["text"] = new string('a', 101) });

        answer.Status.ShouldBe(413);
        answer.Fields.ShouldBe(["text"]);
    }

    [Fact]
    public async Task Should_take_what_is_exactly_at_the_limit()
    {
        byte[] image = [.. Media.Png, .. new byte[MediumBytes - Media.Png.Length]];

        var answer = await _app.ObserveAsync(new JsonObject
        {
            ["text"] = new string('a', 100),
            ["image"] = Convert.ToBase64String(image),
            ["consent"] = Calls.Agreed,
        });

        answer.Status.ShouldBe(200);
    }

    [Fact]
    public async Task Should_refuse_a_body_that_announces_its_size()
    {
        var answer = await _app.ObserveAsync(new JsonObject { ["text"] = new string('a', RequestBytes) });

        answer.Status.ShouldBe(413);
        answer.Fields.ShouldBe(["body"]);
    }

    [Fact]
    public async Task Should_refuse_a_body_that_does_not_announce_its_size()
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, "/v1/observations")
        { Content = new ByteArrayContent(Spaces(RequestBytes * 2)) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.TransferEncodingChunked = true;

        var answer = await Answer.ReadAsync(await _app.Client.SendAsync(request, TestContext.Current.CancellationToken));

        answer.Status.ShouldBe(413);
        answer.Fields.ShouldBe(["body"]);
    }

    private static byte[] Spaces(int count) => [.. Enumerable.Repeat((byte)' ', count)];
}
