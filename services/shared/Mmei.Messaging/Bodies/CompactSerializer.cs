using System.Net.Mime;
using MassTransit;

namespace Mmei.Messaging.Bodies;

/// <summary>Lets the bus library send one kind of message in a <see cref="CompactBody"/>, sealed.</summary>
internal sealed class CompactSerializer(Type type, BodySeal seal) : IMessageSerializer
{
    public ContentType ContentType { get; } = new(BodySeal.ContentTypePrefix + type.Name);

    public MessageBody GetMessageBody<T>(SendContext<T> context)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(context);
        return new BytesMessageBody(seal.Seal(type.Name, CompactBody.Write(context.Message, context.SentTime.GetValueOrDefault())));
    }
}
