using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Mmei.Gateway.Tests.Live;

/// <summary>A client of the WebSocket stream.</summary>
internal sealed class LiveClient : IDisposable
{
    public const byte Frame = 1;
    public const byte Sound = 2;

    /// <summary>That the person agreed to face and voice.</summary>
    public static readonly object Agreed = new { image = true, audio = true, purpose = "recommendation" };

    private readonly ClientWebSocket _socket = new();
    private uint _number;

    public static async Task<LiveClient> ConnectAsync(GatewayApp app, string key = GatewayApp.Key)
    {
        var client = new LiveClient();
        client._socket.Options.SetRequestHeader("X-Api-Key", key);
        await client._socket.ConnectAsync(
            new Uri($"ws://{app.Address.Authority}/v1/stream"), TestContext.Current.CancellationToken);
        return client;
    }

    /// <summary>Connects, and says whose stream it is.</summary>
    public static async Task<LiveClient> OpenAsync(GatewayApp app, object? opening = null)
    {
        var client = await ConnectAsync(app);
        await client.SendAsync(opening ?? new { type = "open", userId = "u-1", consent = Agreed });
        (await client.NextAsync()).GetProperty("type").GetString().ShouldBe("opened");
        return client;
    }

    public Task SendAsync(object message) => SendTextAsync(JsonSerializer.Serialize(message));

    public Task SendTextAsync(string text) => _socket.SendAsync(
        Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, TestContext.Current.CancellationToken);

    public Task SendAsync(byte kind, byte[] medium, uint? number = null)
    {
        var message = new byte[5 + medium.Length];
        message[0] = kind;
        BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(1), number ?? ++_number);
        medium.CopyTo(message, 5);
        return SendRawAsync(message);
    }

    public Task SendRawAsync(byte[] message) => _socket.SendAsync(
        message, WebSocketMessageType.Binary, endOfMessage: true, TestContext.Current.CancellationToken);

    public async Task<JsonElement> NextAsync()
    {
        var (type, bytes) = await ReceiveAsync();
        type.ShouldBe(WebSocketMessageType.Text, $"{_socket.CloseStatus} {_socket.CloseStatusDescription}");
        return JsonDocument.Parse(bytes).RootElement;
    }

    /// <summary>The code with which the stream is closed, whatever comes before.</summary>
    public async Task<int> ClosedAsync()
    {
        while ((await ReceiveAsync()).Type != WebSocketMessageType.Close)
        {
        }

        return (int)_socket.CloseStatus!.Value;
    }

    public Task CloseAsync() => _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", TestContext.Current.CancellationToken);

    public void Dispose() => _socket.Dispose();

    private async Task<(WebSocketMessageType Type, byte[] Bytes)> ReceiveAsync()
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[4096];
        while (true)
        {
            var part = await _socket.ReceiveAsync(buffer.AsMemory(), TestContext.Current.CancellationToken);
            bytes.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
            {
                return (part.MessageType, bytes.ToArray());
            }
        }
    }
}
