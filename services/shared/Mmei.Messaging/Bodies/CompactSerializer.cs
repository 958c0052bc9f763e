using System.Collections.Frozen;
using System.Net.Mime;
using MassTransit;

namespace Mmei.Messaging.Bodies;

/// <summary>Lets the bus library send one kind of message in a <see cref="CompactBody"/>.</summary>
internal sealed class CompactSerializer : IMessageSerializer
{
    private static readonly FrozenDictionary<Type, CompactSerializer> Serializers =
        CompactBody.All.ToFrozenDictionary(type => type, type => new CompactSerializer(type));

    private CompactSerializer(Type type) => ContentType = new ContentType(CompactBody.ContentTypePrefix + type.Name);

    public ContentType ContentType { get; }

    /// <summary>Null where the message goes in the library's own envelope.</summary>
    public static CompactSerializer? Of(Type message) => Serializers.GetValueOrDefault(message);

    public MessageBody GetMessageBody<T>(SendContext<T> context)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(context);
        return new BytesMessageBody(CompactBody.Write(context.Message, context.SentTime.GetValueOrDefault()));
    }
}
