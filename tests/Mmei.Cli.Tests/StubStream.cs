using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Mmei.Client;
using Mmei.Contracts.Api.V1;

namespace Mmei.Cli.Tests;

/// <summary>
/// A stream as the platform has it, that answers each line; of "cut" it says nothing more and ends as after a silence, and "refused" cannot
/// be observed.
/// </summary>
internal static class StubStream
{
    private const WebSocketCloseStatus Silent = (WebSocketCloseStatus)4003;

    public static async Task RunAsync(HttpContext context, List<StreamInput> heard, Func<ObservationAnswer> answer)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var cuts = heard.Any(input => input.Text == "cut");
        while (await ReceiveAsync(socket, context.RequestAborted) is { } input)
        {
            heard.Add(input);
            if (input.Text == "cut" && !cuts)
            {
                await socket.CloseAsync(Silent, "Nothing came for too long.", context.RequestAborted);
                return;
            }

            object reply = input switch
            {
                { Type: StreamInput.Open } => new { type = "opened", sessionId = input.SessionId ?? "made-up" },
                { Text: "refused" } => new { type = "problem", problem = new { title = "Nothing to perceive.", status = 422 } },
                _ => new { type = "observed", skippedFrames = 0, answer = answer() },
            };
            await socket.SendAsync(
                JsonSerializer.SerializeToUtf8Bytes(reply, MmeiJson.Options), WebSocketMessageType.Text, endOfMessage: true,
                context.RequestAborted);
        }
    }

    private static async Task<StreamInput?> ReceiveAsync(WebSocket socket, CancellationToken cancellationToken)
    {
        var buffer = new byte[4096];
        var received = await socket.ReceiveAsync(buffer, cancellationToken);
        return received.MessageType == WebSocketMessageType.Close
            ? null
            : JsonSerializer.Deserialize<StreamInput>(Encoding.UTF8.GetString(buffer, 0, received.Count), MmeiJson.Options);
    }
}
