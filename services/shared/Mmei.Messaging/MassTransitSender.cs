using System.Collections.Frozen;
using MassTransit;
using Mmei.Contracts.V1;
using Mmei.Messaging.Bodies;

namespace Mmei.Messaging;

internal sealed class MassTransitSender(IBus bus, BodySeal seal) : IMessageSender
{
    private readonly FrozenDictionary<Type, CompactSerializer> _serializers =
        CompactBody.All.ToFrozenDictionary(type => type, type => new CompactSerializer(type, seal));

    public Task SendAsync<T>(T message, CancellationToken cancellationToken)
        where T : class =>
        SendToAsync(ExchangeAddress(Topology.QueueOf<T>()), message, cancellationToken);

    public Task SendToShardAsync<T>(int shard, T message, CancellationToken cancellationToken)
        where T : class =>
        SendToAsync(ExchangeAddress(Queues.FusionShard(shard)), message, cancellationToken);

    public Task ReplyAsync<T>(Uri address, T message, CancellationToken cancellationToken)
        where T : class =>
        SendToAsync(address, message, cancellationToken);

    public Task BroadcastAsync<T>(T message, CancellationToken cancellationToken)
        where T : class =>
        bus.Publish(message, cancellationToken);

    // An exchange address: a queue address would declare the queue again, without its arguments, and the broker would refuse that.
    private static Uri ExchangeAddress(string queue) => new($"exchange:{queue}");

    private async Task SendToAsync<T>(Uri address, T message, CancellationToken cancellationToken)
        where T : class
    {
        var endpoint = await bus.GetSendEndpoint(address);
        await endpoint.Send(message, context => Describe(context, message), cancellationToken);
    }

    private void Describe(SendContext context, object message)
    {
        if (_serializers.TryGetValue(message.GetType(), out var serializer))
        {
            context.Serializer = serializer;
        }

        if (message is IBudgeted or IPartOfObservation)
        {
            // It would be too late after a restart of the broker.
            context.Durable = false;
        }

        if (message is IBudgeted budgeted)
        {
            context.TimeToLive = budgeted.BudgetMs > 0 ? TimeSpan.FromMilliseconds(budgeted.BudgetMs) : null;
        }

        if (message is IOutcome outcome)
        {
            context.MessageId = DerivedId.Of(message.GetType().Name, outcome.ObservationId);
        }
    }
}
