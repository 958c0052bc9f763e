using System.Net.WebSockets;
using Microsoft.Extensions.Options;
using Mmei.Gateway.Access;
using Mmei.Gateway.Observe;
using Mmei.Hosting.Failures;
using Mmei.Hosting.Options;
using Mmei.Hosting.Tenancy;

namespace Mmei.Gateway.Live;

internal static class LiveEndpoint
{
    private static readonly TimeSpan Ping = TimeSpan.FromSeconds(15);

    public static void AddLive(this IHostApplicationBuilder builder) => builder.AddValidatedOptions<LiveOptions>(LiveOptions.Section);

    public static void UseLive(this IApplicationBuilder app) =>
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = Ping, KeepAliveTimeout = Ping });

    public static void MapLive(this IEndpointRouteBuilder routes) => routes.MapGet("/v1/stream", RunAsync)
        .RequireRateLimiting(RateLimitPolicies.Streams)
        .WithName("stream")
        .WithTags("observations")
        .WithSummary("Continuous observation over a WebSocket")
        .WithDescription(
            "The first message is text: `{ \"type\": \"open\" }` with what an observation has beside its media (`userId`, `sessionId`, `consent`, `context`, " +
            "`options`) and `everyMs`. Then binary messages: a byte (1 a JPEG frame, 2 sound as PCM16, 16 kHz, one channel, little-endian), a number " +
            "that grows (4 bytes, big-endian), the medium; and text messages `{ \"type\": \"text\", \"text\": ... }`. Answered by text messages: `opened`, then " +
            "`observed` with the `answer` to what came since the last one (its `session` is the timeline), or `problem`. What is newer takes the " +
            "place of frames that nobody had time for (`skippedFrames`). Closed with 1009 (a message too large), 4000 (not understood), 4001 (out " +
            "of order), 4002 (too many messages), 4003 (silent for too long), 4004 (open for too long), 1001 (this process ends).")
        .Produces(StatusCodes.Status101SwitchingProtocols);

    private static async Task RunAsync(
        HttpContext http, TenantContext tenant, ObservationService observer, ObservationValidator validator,
        ObservationInstruments instruments, IOptions<LiveOptions> settings, IOptions<GatewayLimits> limits, TimeProvider time,
        IHostApplicationLifetime lifetime)
    {
        if (!http.WebSockets.IsWebSocketRequest)
        {
            throw new InvalidInputFailure("Upgrade", "must be 'websocket': this call is a WebSocket");
        }

        using var connection = await http.WebSockets.AcceptWebSocketAsync();
        using var socket = new StreamSocket(connection, settings.Value, time);
        using var longest = new CancellationTokenSource(settings.Value.Longest, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(longest.Token, http.RequestAborted, lifetime.ApplicationStopping);
        var stream = new LiveStream(
            tenant.Tenant, socket, observer, validator, instruments, settings.Value, limits.Value.TextCharacters, time,
            http.TraceIdentifier);
        try
        {
            await stream.RunAsync(stop.Token);
            await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "");
        }
        catch (StreamEnd end)
        {
            await socket.CloseAsync(end.Code, end.Reason);
        }
        catch (OperationCanceledException) when (longest.IsCancellationRequested)
        {
            await socket.CloseAsync(StreamEnd.TooLong, $"A stream is open for at most {settings.Value.Longest}; connect again.");
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await socket.CloseAsync(WebSocketCloseStatus.EndpointUnavailable, "This process ends.");
        }
        catch (WebSocketException)
        {
            // The client has gone without a word.
            connection.Abort();
        }
    }
}
