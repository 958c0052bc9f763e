using System.Net.Mime;
using MassTransit;
using MassTransit.Serialization;

namespace Mmei.Messaging.Bodies;

/// <summary>
/// The bus library's JSON envelope, sealed: decisions, rewards and erasures name a person, and a broker that writes its queues down goes on
/// holding them after they were consumed. What comes unsealed, from services of before, is still read.
/// </summary>
internal sealed class SealedEnvelope(BodySeal seal) : ISerializerFactory, IMessageSerializer, IMessageDeserializer
{
    private const string Name = "Envelope";

    private static readonly SystemTextJsonMessageSerializer Json = new();

    public ContentType ContentType { get; } = new(BodySeal.ContentTypePrefix + Name);

    public IMessageSerializer CreateSerializer() => this;

    public IMessageDeserializer CreateDeserializer() => this;

    public MessageBody GetMessageBody<T>(SendContext<T> context)
        where T : class =>
        new BytesMessageBody(seal.Seal(Name, Json.GetMessageBody(context).GetBytes()));

    public MessageBody GetMessageBody(string text) => Json.GetMessageBody(text);

    public ConsumeContext Deserialize(ReceiveContext receiveContext)
    {
        ArgumentNullException.ThrowIfNull(receiveContext);
        return new BodyConsumeContext(
            receiveContext, Deserialize(receiveContext.Body, receiveContext.TransportHeaders, receiveContext.InputAddress));
    }

    public SerializerContext Deserialize(MessageBody body, Headers headers, Uri? destinationAddress = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Json.Deserialize(new BytesMessageBody(seal.Open(Name, body.GetBytes())), headers, destinationAddress);
    }

    public void Probe(ProbeContext context) => context.CreateScope("sealed").Add("contentType", ContentType.MediaType);
}
