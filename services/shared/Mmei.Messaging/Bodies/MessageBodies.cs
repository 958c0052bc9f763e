using System.Text.Json;

namespace Mmei.Messaging.Bodies;

/// <summary>Reads what arrives on the queues that are consumed beside the bus library; the content type says how it was written.</summary>
internal static class MessageBodies
{
    /// <summary>The message and when it was sent, as far as that is known. Its tokens may lie in the body, and live no longer.</summary>
    /// <exception cref="UnreadableMessageException">Not a message of type <typeparamref name="T"/>.</exception>
    public static (T Message, DateTime? SentTime) Read<T>(string? contentType, ReadOnlyMemory<byte> body, BodySeal seal)
        where T : class
    {
        var (message, sentTime) = Read(contentType, body, seal);
        return (message as T ?? throw new UnreadableMessageException($"{message.GetType().Name} is not for this queue."), sentTime);
    }

    private static (object Message, DateTime? SentTime) Read(string? contentType, ReadOnlyMemory<byte> body, BodySeal seal)
    {
        if (contentType?.StartsWith(BodySeal.ContentTypePrefix, StringComparison.Ordinal) == true)
        {
            var name = contentType[BodySeal.ContentTypePrefix.Length..];
            return CompactBody.Read(name, seal.Open(name, body.Span));
        }

        // As services wrote it before they sealed.
        if (contentType?.StartsWith(CompactBody.ContentTypePrefix, StringComparison.Ordinal) == true)
        {
            return CompactBody.Read(contentType[CompactBody.ContentTypePrefix.Length..], body);
        }

        try
        {
            return JsonEnvelope.Read(body.Span);
        }
        catch (JsonException exception)
        {
            throw new UnreadableMessageException("The body is neither compact nor an envelope.", exception);
        }
    }
}
