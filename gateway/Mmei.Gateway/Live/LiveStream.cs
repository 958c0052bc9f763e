using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Text.Json;
using Mmei.Contracts.Api.V1;
using Mmei.Gateway.Observe;
using Mmei.Hosting.Failures;
using Mmei.Hosting.Json;

namespace Mmei.Gateway.Live;

/// <summary>
/// One person, continuously: what they send is collected while the last observation is under way, and observed when it is done. So a stream
/// costs one observation at a time, however much it sends, and a client that reads slowly is observed less often.
/// </summary>
internal sealed class LiveStream(
    string tenant, StreamSocket socket, ObservationService observer, ObservationValidator validator, ObservationInstruments instruments,
    LiveOptions settings, int textCharacters, TimeProvider time, string traceId)
{
    private const byte Frame = 1;
    private const byte Sound = 2;

    /// <summary>The kind of a binary message, and its number.</summary>
    private const int HeadBytes = 5;

    private readonly StreamInbox _inbox = new((int)(settings.Sound.TotalSeconds * Wave.BytesPerSecond), textCharacters);
    private uint? _last;

    /// <summary>Runs until the client has closed.</summary>
    /// <exception cref="StreamEnd">The stream is ended from here.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (await ReadOpeningAsync(cancellationToken) is not { } opening)
        {
            return;
        }

        var every = TimeSpan.FromMilliseconds(Math.Max(opening.EveryMs ?? 0, settings.Every.TotalMilliseconds));
        await socket.SendAsync(
            new
            {
                type = "opened",
                sessionId = opening.SessionId,
                everyMs = (int)every.TotalMilliseconds,
                messageBytes = settings.MessageBytes,
                messagesPerSecond = settings.MessagesPerSecond,
            });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var observing = ObserveAsync(opening, every, stop.Token);
        var receiving = ReceiveAsync(stop.Token);

        // Whichever ends first ends the other; only then may the socket be closed, which is a sending of its own.
        var ended = await Task.WhenAny(observing, receiving);
        await stop.CancelAsync();
        await Task.WhenAll(observing, receiving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await ended;
    }

    private async Task<StreamInput?> ReadOpeningAsync(CancellationToken cancellationToken)
    {
        if (await socket.ReceiveAsync(cancellationToken) is not var (type, bytes))
        {
            return null;
        }

        if (type != WebSocketMessageType.Text || Parse(bytes) is not { Type: StreamInput.Open, Text: null } opening)
        {
            throw new StreamEnd(StreamEnd.NotUnderstood, "The first message must be text, of type 'open'.");
        }

        opening = opening with { SessionId = opening.SessionId ?? $"stream-{Guid.CreateVersion7(time.GetUtcNow())}" };
        Check(opening, StreamInput.Open);
        return opening;
    }

    private async Task ReceiveAsync(CancellationToken cancellationToken)
    {
        while (await socket.ReceiveAsync(cancellationToken) is var (type, bytes))
        {
            if (type == WebSocketMessageType.Binary)
            {
                Take(bytes.Span);
            }
            else if (Parse(bytes) is { Type: StreamInput.Words, Text: { } text } words)
            {
                Check(words, text);
                _inbox.AddText(text);
            }
            else
            {
                throw new StreamEnd(StreamEnd.NotUnderstood, "A stream that is open takes frames, sound, and text messages of type 'text'.");
            }
        }
    }

    private void Take(ReadOnlySpan<byte> message)
    {
        if (message.Length <= HeadBytes
            || message[0] is not (Frame or Sound)
            || (message[0] == Sound && (message.Length - HeadBytes) % 2 != 0))
        {
            throw new StreamEnd(StreamEnd.NotUnderstood, "A binary message is 1 (a frame) or 2 (sound), a number of 4 bytes, and JPEG or PCM16.");
        }

        var number = BinaryPrimitives.ReadUInt32BigEndian(message[1..]);
        if (number <= _last)
        {
            throw new StreamEnd(StreamEnd.OutOfOrder, $"Message {number} came after {_last}.");
        }

        _last = number;
        var medium = message[HeadBytes..].ToArray();
        if (message[0] == Frame)
        {
            _inbox.AddFrame(medium);
        }
        else
        {
            _inbox.AddSound(medium);
        }
    }

    private async Task ObserveAsync(StreamInput opening, TimeSpan every, CancellationToken cancellationToken)
    {
        while (true)
        {
            await _inbox.WaitAsync(every, time, cancellationToken);
            if (_inbox.Take(opening) is not { } request)
            {
                continue;
            }

            try
            {
                var answer = await instruments.MeasureAsync(() => observer.ObserveAsync(tenant, request, cancellationToken));
                await socket.SendAsync(new { type = "observed", skippedFrames = _inbox.Skipped, answer });
            }
            catch (Failure failure)
            {
                // One moment that could not be observed is told, and the next one tried.
                object problem = Problems.Describe(failure, traceId);
                await socket.SendAsync(new { type = "problem", skippedFrames = _inbox.Skipped, problem });
            }
        }
    }

    private static StreamInput? Parse(ReadOnlyMemory<byte> message)
    {
        try
        {
            return JsonSerializer.Deserialize<StreamInput>(message.Span, JsonDefaults.Options);
        }
        catch (JsonException exception)
        {
            var (field, problems) = UnreadableRequest.From(exception).Errors.First();
            throw new StreamEnd(StreamEnd.NotUnderstood, $"{field} {problems[0]}");
        }
    }

    /// <summary>What would be refused of every observation is refused of the stream.</summary>
    private void Check(StreamInput message, string text)
    {
        try
        {
            validator.Validate(new ObservationRequest
            {
                UserId = message.UserId,
                SessionId = message.SessionId,
                Consent = message.Consent,
                Context = message.Context,
                Options = message.Options,
                Text = text,
            });
        }
        catch (Failure failure)
        {
            var (field, problems) = failure.Errors.First();
            throw new StreamEnd(StreamEnd.NotUnderstood, $"{field} {problems[0]}");
        }
    }
}
