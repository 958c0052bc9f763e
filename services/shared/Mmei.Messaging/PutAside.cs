using MassTransit;
using MassTransit.RabbitMqTransport;
using RabbitMQ.Client;

namespace Mmei.Messaging;

/// <summary>
/// Puts a message that no consumer could process, or none knows, to the dead letters, as the broker does with what it puts aside
/// itself: the bus library's own queues for them are looked at by nobody, and keep what they have for ever. The message is acknowledged
/// once the broker has it there.
/// </summary>
/// <param name="queue">Where the message came from.</param>
internal sealed class PutAside<T>(string queue) : IFilter<T>
    where T : class, ReceiveContext
{
    public async Task Send(T context, IPipe<T> next)
    {
        ArgumentNullException.ThrowIfNull(context);
        var properties = new BasicProperties(context.GetPayload<RabbitMqBasicConsumeContext>().Properties);
        properties.Headers = new Dictionary<string, object?>(properties.Headers ?? new Dictionary<string, object?>())
        {
            [DeathHeaders.Queue] = queue,
            [DeathHeaders.Reason] = DeathHeaders.Rejected,
        };
        await context.GetPayload<ChannelContext>().BasicPublishAsync(
            Queues.DeadLetter, "", mandatory: true, properties, context.Body.GetBytes(), awaitAck: true, context.CancellationToken);
        await next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("putAside");
}
