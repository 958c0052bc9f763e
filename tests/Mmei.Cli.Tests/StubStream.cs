using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Mmei.Client;
using Mmei.Contracts.Api.V1;

namespace Mmei.Cli.Tests;

/// <summary>
/// A stream as the platform has it, that answers each line, frame and piece of sound; of "cut" it says nothing more and ends as after a
/// silence, and "refused" cannot be observed.
/// </summary>
internal static class StubStream
{
    private const WebSocketCloseStatus Silent = (WebSocketCloseStatus)4003;

    /// <summary>The kind of a binary message, and its number.</summary>
    private const int HeadBytes = 5;

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

    /// <summary>A binary message as an input of the type <c>frame</c> or <c>sound</c>, whose text is the beginning of its bytes.</summary>
    private static async Task<StreamInput?> ReceiveAsync(WebSocket socket, CancellationToken cancellationToken)
    {
        using var message = new MemoryStream();
        var buffer = new byte[64 << 10];
        WebSocketReceiveResult received;
        do
        {
            received = await socket.ReceiveAsync(buffer, cancellationToken);
            message.Write(buffer.AsSpan(0, received.Count));
        }
        while (!received.EndOfMessage);

        var bytes = message.ToArray();
        return received.MessageType switch
        {
            WebSocketMessageType.Close => null,
            WebSocketMessageType.Text => JsonSerializer.Deserialize<StreamInput>(bytes, MmeiJson.Options),
            _ => new StreamInput
            {
                Type = bytes[0] == 1 ? "frame" : "sound",
                Text = $"{bytes.Length - HeadBytes} {Hex(bytes.AsSpan(HeadBytes, 2))}..{Hex(bytes.AsSpan(^2))}",
            },
        };
    }

    private static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexString(bytes);
}
