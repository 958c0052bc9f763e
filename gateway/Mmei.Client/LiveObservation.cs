using System.Buffers.Binary;
using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using Mmei.Contracts.Api.V1;

namespace Mmei.Client;

/// <summary>
/// One person, observed continuously. What is sent is collected while an observation is under way, and observed when it is done; so there
/// may be fewer answers than messages. One caller may send while another reads.
/// </summary>
public sealed class LiveObservation : IAsyncDisposable
{
    private const byte Frame = 1;
    private const byte Sound = 2;

    /// <summary>The kind of a binary message, and its number.</summary>
    private const int HeadBytes = 5;

    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    private readonly ClientWebSocket _socket;
    private uint _number;

    private LiveObservation(ClientWebSocket socket) => _socket = socket;

    /// <summary>The session that the observations belong to; made up by the platform where none was named.</summary>
    public string SessionId { get; private set; } = "";

    /// <summary>Sends what the person says.</summary>
    public Task SayAsync(string text, CancellationToken cancellationToken = default) =>
        SendAsync(new StreamInput { Type = StreamInput.Words, Text = text }, cancellationToken);

    /// <summary>Sends a picture of the person, a JPEG; a newer one takes its place where there was no time for it.</summary>
    public Task ShowAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellationToken = default) =>
        SendAsync(Frame, frame, cancellationToken);

    /// <summary>Sends how the person sounds: PCM of 16 bits, 16 kHz, one channel, little-endian.</summary>
    public Task PlayAsync(ReadOnlyMemory<byte> samples, CancellationToken cancellationToken = default) =>
        SendAsync(Sound, samples, cancellationToken);

    /// <summary>Waits for the next answer.</summary>
    /// <exception cref="MmeiProblemException">A moment could not be observed; the stream goes on.</exception>
    /// <exception cref="StreamEndedException">The platform has ended the stream.</exception>
    /// <exception cref="HttpRequestException">The connection was lost.</exception>
    public async Task<ObservationAnswer> ReadAsync(CancellationToken cancellationToken = default)
    {
        var message = await ReceiveAsync(cancellationToken);
        return message.Answer ?? throw new MmeiProblemException(
            (HttpStatusCode)(message.Problem?.Status ?? (int)HttpStatusCode.InternalServerError), message.Problem ?? new Problem(), null);
    }

    public async ValueTask DisposeAsync()
    {
        using var timeout = new CancellationTokenSource(Farewell);
        try
        {
            if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, timeout.Token);
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
            // Nobody is there to say goodbye to.
        }

        _socket.Dispose();
    }

    internal static async Task<LiveObservation> OpenAsync(HttpClient http, StreamInput opening, CancellationToken cancellationToken)
    {
        var address = new UriBuilder(new Uri(http.BaseAddress!, "v1/stream"));
        address.Scheme = address.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs;
        var socket = new ClientWebSocket { Options = { CollectHttpResponseDetails = true } };
        var stream = new LiveObservation(socket);
        try
        {
            await socket.ConnectAsync(address.Uri, http, cancellationToken);
            await stream.SendAsync(opening with { Type = StreamInput.Open }, cancellationToken);
            stream.SessionId = (await stream.ReceiveAsync(cancellationToken)).SessionId ?? "";
            return stream;
        }
        catch (WebSocketException) when (socket.HttpStatusCode >= HttpStatusCode.BadRequest)
        {
            await stream.DisposeAsync();
            throw new MmeiProblemException(socket.HttpStatusCode, new Problem(), null);
        }
        catch (WebSocketException exception)
        {
            await stream.DisposeAsync();
            throw new HttpRequestException(exception.InnerException?.Message ?? exception.Message, exception);
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    private Task SendAsync(StreamInput message, CancellationToken cancellationToken) => SendAsync(
        JsonSerializer.SerializeToUtf8Bytes(message, MmeiJson.Options), WebSocketMessageType.Text, cancellationToken);

    private Task SendAsync(byte kind, ReadOnlyMemory<byte> medium, CancellationToken cancellationToken)
    {
        var message = new byte[HeadBytes + medium.Length];
        message[0] = kind;
        BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(1), ++_number);
        medium.CopyTo(message.AsMemory(HeadBytes));
        return SendAsync(message, WebSocketMessageType.Binary, cancellationToken);
    }

    private async Task SendAsync(byte[] message, WebSocketMessageType type, CancellationToken cancellationToken)
    {
        // A stream that was ended meanwhile says so where it is read.
        if (_socket.State != WebSocketState.Open)
        {
            return;
        }

        try
        {
            await _socket.SendAsync(message, type, endOfMessage: true, cancellationToken);
        }
        catch (WebSocketException exception)
        {
            throw Lost(exception);
        }
    }

    private async Task<StreamReply> ReceiveAsync(CancellationToken cancellationToken)
    {
        using var message = new MemoryStream();
        var buffer = new byte[16 << 10];
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    throw new StreamEndedException(
                        (int)(_socket.CloseStatus ?? WebSocketCloseStatus.Empty), _socket.CloseStatusDescription);
                }

                message.Write(buffer.AsSpan(0, part.Count));
                if (part.EndOfMessage)
                {
                    return JsonSerializer.Deserialize<StreamReply>(message.ToArray(), MmeiJson.Options)!;
                }
            }
        }
        catch (WebSocketException exception)
        {
            throw Lost(exception);
        }
    }

    private static HttpRequestException Lost(WebSocketException exception) => new("The connection of the stream was lost.", exception);
}
