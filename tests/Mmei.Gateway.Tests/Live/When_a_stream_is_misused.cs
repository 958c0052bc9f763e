using System.Net.WebSockets;

namespace Mmei.Gateway.Tests.Live;

public sealed class When_a_stream_is_misused : IAsyncLifetime
{
    private GatewayApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await GatewayApp.StartAsync(
        ("Gateway:Live:MessageBytes", "1000"), ("Gateway:Live:MessagesPerSecond", "10"));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Should_close_on_a_message_that_is_too_large()
    {
        using var stream = await LiveClient.OpenAsync(_app);

        await stream.SendAsync(LiveClient.Frame, new byte[1_500]);

        (await stream.ClosedAsync()).ShouldBe(1009);
    }

    [Fact]
    public async Task Should_close_on_too_many_messages()
    {
        using var stream = await LiveClient.OpenAsync(_app);

        for (var i = 0; i < 100 && await TrySendAsync(stream, new byte[10]); i++)
        {
        }

        (await stream.ClosedAsync()).ShouldBe(4002);
    }

    [Theory]
    [InlineData(5u)]
    [InlineData(4u)]
    public async Task Should_close_on_a_message_out_of_order(uint second)
    {
        using var stream = await LiveClient.OpenAsync(_app);

        await stream.SendAsync(LiveClient.Frame, new byte[10], number: 5);
        await stream.SendAsync(LiveClient.Frame, new byte[10], number: second);

        (await stream.ClosedAsync()).ShouldBe(4001);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("""{ "type": "text", "text": "before it is open" }""")]
    [InlineData("""{ "type": "open", "colour": "red" }""")]
    [InlineData("""{ "type": "open", "options": { "k": 100000 } }""")]
    [InlineData("""{ "type": "open", "userId": "" }""")]
    [InlineData("null")]
    public async Task Should_close_on_an_opening_that_is_none(string opening)
    {
        using var stream = await LiveClient.ConnectAsync(_app);

        await stream.SendTextAsync(opening);

        (await stream.ClosedAsync()).ShouldBe(4000);
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 1, 0, 0, 0, 1 })]
    [InlineData(new byte[] { 3, 0, 0, 0, 1, 0 })]
    [InlineData(new byte[] { 2, 0, 0, 0, 1, 0 })]
    public async Task Should_close_on_what_is_neither_frame_nor_sound(byte[] message)
    {
        using var stream = await LiveClient.OpenAsync(_app);

        await stream.SendRawAsync(message);

        (await stream.ClosedAsync()).ShouldBe(4000);
    }

    [Fact]
    public async Task Should_not_read_what_comes_after_the_close()
    {
        using var stream = await LiveClient.OpenAsync(_app);
        await stream.SendTextAsync("not json");
        (await stream.ClosedAsync()).ShouldBe(4000);

        for (var i = 0; i < 50 && await TrySendAsync(stream, new byte[100]); i++)
        {
        }

        _app.Platform.Tickets.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Gateway:Live:Patience", 4003)]
    [InlineData("Gateway:Live:Longest", 4004)]
    public async Task Should_end_a_stream_on_which_nothing_happens_or_that_lasts_too_long(string setting, int code)
    {
        await using var app = await GatewayApp.StartAsync((setting, "00:00:01"));
        using var stream = await LiveClient.OpenAsync(app);

        (await stream.ClosedAsync()).ShouldBe(code);
    }

    [Fact]
    public async Task Should_refuse_a_stream_without_a_key_and_more_of_them_than_fit()
    {
        await using var app = await GatewayApp.StartAsync(("Gateway:RateLimits:Streams", "1"));
        await Should.ThrowAsync<WebSocketException>(() => LiveClient.ConnectAsync(app, "not-a-key"));
        using var first = await LiveClient.OpenAsync(app);

        await Should.ThrowAsync<WebSocketException>(() => LiveClient.ConnectAsync(app));
    }

    [Fact]
    public async Task Should_say_to_an_ordinary_call_what_it_is()
    {
        var answer = await _app.Client.ReadAsync("/v1/stream");

        (answer.Status, answer.Fields.Single()).ShouldBe((400, "Upgrade"));
    }

    private static async Task<bool> TrySendAsync(LiveClient stream, byte[] frame)
    {
        try
        {
            await stream.SendAsync(LiveClient.Frame, frame);
            return true;
        }
        catch (WebSocketException)
        {
            return false;
        }
    }
}
