using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.RateLimiting;
using Mmei.Hosting.Json;

namespace Mmei.Gateway.Live;

/// <summary>Whole messages over a WebSocket, within what a stream may send and in the time that it has.</summary>
internal sealed class StreamSocket(WebSocket socket, LiveOptions settings, TimeProvider time) : IDisposable
{
    private const int BufferBytes = 4096;

    /// <summary>How long a client may take to close its side.</summary>
    private static readonly TimeSpan Parting = TimeSpan.FromSeconds(2);

    private readonly ArrayBufferWriter<byte> _message = new(BufferBytes);

    private readonly TokenBucketRateLimiter _budget = new(new TokenBucketRateLimiterOptions
    {
        TokenLimit = 2 * settings.MessagesPerSecond,
        TokensPerPeriod = settings.MessagesPerSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
    });

    private Task<ValueWebSocketReceiveResult>? _reading;

    /// <summary>The next message, valid until the one after it; null where the client has said that there are no more.</summary>
    /// <exception cref="StreamEnd">It is too large, one too many, or does not come.</exception>
    public async Task<(WebSocketMessageType Type, ReadOnlyMemory<byte> Bytes)?> ReceiveAsync(CancellationToken cancellationToken)
    {
        _message.ResetWrittenCount();
        try
        {
            while (true)
            {
                var part = await ReadPart(_message.GetMemory(BufferBytes)).WaitAsync(settings.Patience, time, cancellationToken);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    return null;
                }

                _message.Advance(part.Count);
                if (_message.WrittenCount > settings.MessageBytes)
                {
                    throw new StreamEnd(WebSocketCloseStatus.MessageTooBig, $"A message has at most {settings.MessageBytes} bytes.");
                }

                if (part.EndOfMessage)
                {
                    return Counted(part.MessageType);
                }
            }
        }
        catch (TimeoutException)
        {
            throw new StreamEnd(StreamEnd.Silent, $"Nothing came for {settings.Patience.TotalSeconds:0.#} seconds.");
        }
    }

    /// <exception cref="StreamEnd">The client does not take it.</exception>
    public async Task SendAsync<T>(T message)
    {
        var text = JsonSerializer.SerializeToUtf8Bytes(message, JsonDefaults.Options);
        try
        {
            await socket.SendAsync(text, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None)
                .WaitAsync(settings.Patience, time);
        }
        catch (TimeoutException)
        {
            throw new StreamEnd(StreamEnd.Silent, $"Nothing was taken for {settings.Patience.TotalSeconds:0.#} seconds.");
        }
    }

    /// <summary>Says why the stream ends, and lets what the client sends until it has heard of it pass unread.</summary>
    public async Task CloseAsync(WebSocketCloseStatus code, string reason)
    {
        using var patience = new CancellationTokenSource(Parting, time);
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await socket.CloseOutputAsync(code, reason, patience.Token);
            }

            var unread = new byte[BufferBytes];
            while (socket.State is WebSocketState.CloseSent)
            {
                await (_reading is { IsCompleted: false } ? _reading : ReadPart(unread)).WaitAsync(patience.Token);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException)
        {
            // Somebody who has gone, or does not listen, need not be told.
            socket.Abort();
        }
    }

    public void Dispose() => _budget.Dispose();

    /// <summary>Never cancelled: that would end the connection without a word about why.</summary>
    private Task<ValueWebSocketReceiveResult> ReadPart(Memory<byte> into) =>
        _reading = socket.ReceiveAsync(into, CancellationToken.None).AsTask();

    private (WebSocketMessageType, ReadOnlyMemory<byte>) Counted(WebSocketMessageType type)
    {
        using var lease = _budget.AttemptAcquire();
        return lease.IsAcquired
            ? (type, _message.WrittenMemory)
            : throw new StreamEnd(StreamEnd.TooMany, $"A stream sends at most {settings.MessagesPerSecond} messages a second.");
    }
}
