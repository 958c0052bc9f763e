using System.Text.Json;
using MassTransit.Serialization;

namespace Mmei.Messaging.Bodies;

/// <summary>
/// Reads the bus library's JSON envelope of a message in one pass, straight into the message: what services sent before they wrote
/// <see cref="CompactBody"/>, and what an operator sends.
/// </summary>
internal static class JsonEnvelope
{
    private const string MessageType = "messageType";
    private const string Message = "message";
    private const string SentTime = "sentTime";

    /// <summary>The message and when it was sent.</summary>
    /// <exception cref="JsonException">Not an envelope of such a message.</exception>
    public static (object Message, DateTime? SentTime) Read(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        string? type = null;
        object? message = null;
        DateTime? sent = null;
        Next(ref reader, JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var property = reader.GetString();
            reader.Read();
            switch (property)
            {
                case MessageType:
                    type = JsonSerializer.Deserialize<string[]>(ref reader, SystemTextJsonMessageSerializer.Options)?.FirstOrDefault();
                    break;
                case Message:
                    message = Read(ref reader, type);
                    break;
                case SentTime:
                    sent = reader.TokenType == JsonTokenType.Null ? null : reader.GetDateTime();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return (message ?? throw new JsonException("The envelope holds no message."), sent);
    }

    private static object? Read(ref Utf8JsonReader reader, string? type) =>
        type is not null && CompactBody.TypeOf(type[(type.LastIndexOf(':') + 1)..]) is { } known
            ? JsonSerializer.Deserialize(ref reader, known, SystemTextJsonMessageSerializer.Options)
            : throw new JsonException($"'{type}' is not a message that is read here.");

    private static void Next(ref Utf8JsonReader reader, JsonTokenType expected)
    {
        if (!reader.Read() || reader.TokenType != expected)
        {
            throw new JsonException("The body is not an envelope.");
        }
    }
}
