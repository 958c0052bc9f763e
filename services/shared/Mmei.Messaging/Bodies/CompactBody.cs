using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Text.Json;
using Mmei.Contracts.V1;

namespace Mmei.Messaging.Bodies;

/// <summary>
/// The body of the messages that carry media and tokens, and of what goes the same way: when it was sent (8 bytes, 100 ns since 0001,
/// UTC), how long
/// the head is (4 bytes; both little-endian), the head, which is the message as JSON without its bytes, and to the end the bytes as they
/// are. The
/// content type names the message.
/// </summary>
internal static class CompactBody
{
    /// <summary>What content types begin with; the name of the message follows.</summary>
    public const string ContentTypePrefix = "application/vnd.mmei.v1.";

    private const int HeadAt = sizeof(long) + sizeof(int);

    /// <summary>As in the bus library's envelope, but that nothing which must be there may be null.</summary>
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true };

    private static readonly FrozenDictionary<string, Type> Types = new[]
    {
        typeof(EncodeImage), typeof(EncodeAudio), typeof(EncodeText), typeof(OpenObservation), typeof(ModalityEncoded),
        typeof(ModalityRejected),
    }.ToFrozenDictionary(type => type.Name, StringComparer.Ordinal);

    /// <summary>Every message that goes in such a body.</summary>
    public static IReadOnlyList<Type> All => Types.Values;

    /// <summary>The message of a name; null where it is none that goes in such a body.</summary>
    public static Type? TypeOf(string name) => Types.GetValueOrDefault(name);

    public static byte[] Write(object message, DateTime sentTime)
    {
        var (head, tail) = Split(message);
        var json = JsonSerializer.SerializeToUtf8Bytes(head, head.GetType(), Json);
        var body = GC.AllocateUninitializedArray<byte>(HeadAt + json.Length + tail.Length);
        BinaryPrimitives.WriteInt64LittleEndian(body, sentTime.ToUniversalTime().Ticks);
        BinaryPrimitives.WriteInt32LittleEndian(body.AsSpan(sizeof(long)), json.Length);
        json.CopyTo(body.AsSpan(HeadAt));
        tail.Span.CopyTo(body.AsSpan(HeadAt + json.Length));
        return body;
    }

    /// <summary>The message and when it was sent. Tokens stay where they are, in the body.</summary>
    /// <exception cref="UnreadableMessageException">Not the body of such a message.</exception>
    public static (object Message, DateTime SentTime) Read(string name, ReadOnlyMemory<byte> body)
    {
        var type = TypeOf(name) ?? throw new UnreadableMessageException($"'{name}' is not a message that is read here.");
        if (body.Length < HeadAt)
        {
            throw new UnreadableMessageException($"A body of {body.Length} bytes has no head.");
        }

        var ticks = BinaryPrimitives.ReadInt64LittleEndian(body.Span);
        var length = BinaryPrimitives.ReadInt32LittleEndian(body.Span[sizeof(long)..]);
        if (length < 0 || length > body.Length - HeadAt || ticks < 0 || ticks > DateTime.MaxValue.Ticks)
        {
            throw new UnreadableMessageException($"A body of {body.Length} bytes says that its head has {length}, and that it was sent at {ticks}.");
        }

        return (Join(Head(type, body.Span.Slice(HeadAt, length)), body[(HeadAt + length)..]), new DateTime(ticks, DateTimeKind.Utc));
    }

    private static object Head(Type type, ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, type, Json) ?? throw new UnreadableMessageException("The head is null.");
        }
        catch (JsonException exception)
        {
            throw new UnreadableMessageException($"The head is not that of {type.Name}.", exception);
        }
    }

    private static (object Head, ReadOnlyMemory<byte> Tail) Split(object message) => message switch
    {
        EncodeImage image => (image with { Media = [] }, image.Media),
        EncodeAudio audio => (audio with { Media = [] }, audio.Media),
        ModalityEncoded encoded => (encoded with { Tokens = encoded.Tokens with { Data = default } }, encoded.Tokens.Data),
        _ => (message, default),
    };

    private static object Join(object head, ReadOnlyMemory<byte> tail) => head switch
    {
        EncodeImage image => image with { Media = tail.ToArray() },
        EncodeAudio audio => audio with { Media = tail.ToArray() },
        ModalityEncoded encoded => encoded with { Tokens = encoded.Tokens with { Data = tail } },
        _ => head,
    };
}
