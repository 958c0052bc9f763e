using System.Diagnostics;
using System.Threading.Channels;
using Mmei.Contracts.V1;
using Mmei.Messaging;
using Mmei.Messaging.Bodies;
using Mmei.Messaging.Subscriptions;
using RabbitMQ.Client;

namespace Mmei.Fusion.Shards;

/// <summary>One subscription of a shard's queue; acknowledges in the order in which it is asked to.</summary>
internal sealed class ShardSubscription : RabbitMqSubscription<IPartOfObservation>
{
    /// <summary>How long decided observations may take to be published once the subscription is given up.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Channel<ulong> _acknowledgements =
        System.Threading.Channels.Channel.CreateUnbounded<ulong>(new() { SingleReader = true });
    private readonly IShardHandler _handler;
    private readonly Task _acknowledging;

    public ShardSubscription(IChannel channel, int shard, IShardHandler handler, BodySeal seal, TimeProvider time, ILogger logger)
        : base(channel, Queues.FusionShard(shard), Patience, seal, time, logger)
    {
        (Shard, _handler) = (shard, handler);
        _acknowledging = AcknowledgeAsync();
    }

    public int Shard { get; }

    protected override void Take(IPartOfObservation message, Delivery delivery) =>
        _handler.Handle(Shard, message, new ShardDelivery(this, delivery));

    /// <summary>Lets what is decided be published.</summary>
    protected override async Task FinishAsync()
    {
        await _handler.AbandonAsync(Shard);
        _acknowledgements.Writer.TryComplete();
        await _acknowledging;
    }

    protected override ValueTask AbandonAsync()
    {
        _acknowledgements.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    private async Task AcknowledgeAsync()
    {
        await foreach (var tag in _acknowledgements.Reader.ReadAllAsync())
        {
            try
            {
                await Channel.BasicAckAsync(tag, multiple: false);
            }
            catch (Exception exception) when (IsGone(exception))
            {
                // The broker will deliver it again, and what was published with it is known downstream.
                End();
                return;
            }
        }
    }

    private sealed class ShardDelivery(ShardSubscription subscription, Delivery delivery) : IShardDelivery
    {
        public TimeSpan Age => delivery.Age;

        public bool Redelivered => delivery.Redelivered;

        public ActivityContext Trace => delivery.Trace;

        public void Acknowledge() => subscription._acknowledgements.Writer.TryWrite(delivery.Tag);
    }
}
