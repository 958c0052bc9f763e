using System.Text.Json;
using MassTransit.Serialization;
using Mmei.Contracts.V1;

namespace Mmei.Messaging;

/// <summary>
/// Reads the bus's JSON envelope of a shard message in one pass, straight into the message: the shards carry most of the platform's bytes, and
/// what is held of them until an observation is over must be small.
/// </summary>
internal static class ShardEnvelope
{
    private const string MessageType = "messageType";
    private const string Message = "message";
    private const string SentTime = "sentTime";

    /// <summary>The message and when it was sent.</summary>
    /// <exception cref="JsonException">Not an envelope of a message that fusion joins.</exception>
    public static (IPartOfObservation Message, DateTime? SentTime) Read(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        string? type = null;
        IPartOfObservation? message = null;
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

    private static IPartOfObservation? Read(ref Utf8JsonReader reader, string? type) => type?[(type.LastIndexOf(':') + 1)..] switch
    {
        nameof(OpenObservation) => JsonSerializer.Deserialize<OpenObservation>(ref reader, SystemTextJsonMessageSerializer.Options),
        nameof(ModalityEncoded) => JsonSerializer.Deserialize<ModalityEncoded>(ref reader, SystemTextJsonMessageSerializer.Options),
        nameof(ModalityRejected) => JsonSerializer.Deserialize<ModalityRejected>(ref reader, SystemTextJsonMessageSerializer.Options),
        _ => throw new JsonException($"'{type}' is not a message that fusion joins."),
    };

    private static void Next(ref Utf8JsonReader reader, JsonTokenType expected)
    {
        if (!reader.Read() || reader.TokenType != expected)
        {
            throw new JsonException("The body is not an envelope.");
        }
    }
}
