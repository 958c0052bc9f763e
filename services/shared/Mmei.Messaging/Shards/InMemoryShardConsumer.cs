using System.Diagnostics;
using MassTransit;
using Mmei.Contracts.V1;

namespace Mmei.Messaging;

/// <summary>Gives a shard's messages of the in-memory bus to the handler, and holds each until it is acknowledged.</summary>
internal sealed class InMemoryShardConsumer<T>(IShardHandler handler, TimeProvider time) : IConsumer<T>
    where T : class, IPartOfObservation
{
    public Task Consume(ConsumeContext<T> context)
    {
        var delivery = new Delivery(MessageAge.Of(context.SentTime, time), Activity.Current?.Context ?? default);
        handler.Handle(Queues.ShardOf(context.ReceiveContext.InputAddress.Segments[^1]), context.Message, delivery);
        return delivery.Acknowledged;
    }

    private sealed class Delivery(TimeSpan age, ActivityContext trace) : IShardDelivery
    {
        private readonly TaskCompletionSource _acknowledged = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Acknowledged => _acknowledged.Task;

        public TimeSpan Age => age;

        public bool Redelivered => false;

        public ActivityContext Trace => trace;

        public void Acknowledge() => _acknowledged.TrySetResult();
    }
}
