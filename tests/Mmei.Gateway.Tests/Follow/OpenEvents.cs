using System.Net.ServerSentEvents;

namespace Mmei.Gateway.Tests.Follow;

/// <summary>An event stream that is being read.</summary>
internal sealed class OpenEvents : IAsyncDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly IAsyncEnumerator<SseItem<string>> _events;

    private OpenEvents(HttpResponseMessage response, Stream stream)
    {
        _response = response;
        _events = SseParser.Create(stream).EnumerateAsync(TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);
    }

    public static async Task<OpenEvents> OpenAsync(GatewayApp app, Uri location, string? lastSeen = null)
    {
        var response = await SendAsync(app, location, lastSeen);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        return new OpenEvents(response, await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
    }

    public static async Task<HttpResponseMessage> SendAsync(GatewayApp app, Uri location, string? lastSeen = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, location.OriginalString + "/events");
        if (lastSeen is not null)
        {
            request.Headers.Add("Last-Event-ID", lastSeen);
        }

        return await app.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    /// <summary>The next event, or null where the stream has ended.</summary>
    public async Task<SseItem<string>?> NextAsync() => await _events.MoveNextAsync() ? _events.Current : null;

    public async ValueTask DisposeAsync()
    {
        await _events.DisposeAsync();
        _response.Dispose();
    }
}
