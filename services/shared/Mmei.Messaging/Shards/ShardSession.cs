using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Mmei.Contracts.V1;
using Mmei.Messaging.Bodies;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Mmei.Messaging.Shards;

/// <summary>One subscription of a shard's queue, on a channel of its own. What it has not acknowledged when it closes, the broker delivers again.</summary>
internal sealed partial class ShardSession : AsyncDefaultBasicConsumer, IAsyncDisposable
{
    /// <summary>How long decided observations may take to be published once the subscription is given up.</summary>
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(5);

    private readonly Channel<ulong> _acknowledgements = System.Threading.Channels.Channel.CreateUnbounded<ulong>(new() { SingleReader = true });
    private readonly TaskCompletionSource _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IShardHandler _handler;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();
    private Task _acknowledging = Task.CompletedTask;
    private string _tag = "";
    private bool _ended;

    private ShardSession(IChannel channel, int shard, IShardHandler handler, TimeProvider time, ILogger logger)
        : base(channel)
    {
        (Shard, _handler, _time, _logger) = (shard, handler, time, logger);
        channel.ChannelShutdownAsync += (_, _) => EndAsync();
    }

    public int Shard { get; }

    /// <summary>Completes when the broker or the network ends the subscription.</summary>
    public Task Lost => _lost.Task;

    public static async Task<ShardSession> OpenAsync(
        IConnection connection, int shard, ushort prefetch, IShardHandler handler, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        await channel.BasicQosAsync(prefetchSize: 0, prefetch, global: false, cancellationToken);
        var session = new ShardSession(channel, shard, handler, time, logger);
        session._acknowledging = session.AcknowledgeAsync();
        session._tag = await channel.BasicConsumeAsync(Queues.FusionShard(shard), autoAck: false, session, cancellationToken);
        return session;
    }

    public override async Task HandleBasicDeliverAsync(
        string consumerTag,
        ulong deliveryTag,
        bool redelivered,
        string exchange,
        string routingKey,
        IReadOnlyBasicProperties properties,
        ReadOnlyMemory<byte> body,
        CancellationToken cancellationToken = default)
    {
        try
        {
            var (message, sentTime) = MessageBodies.Read<IPartOfObservation>(properties.ContentType, body);
            var delivery = new Delivery(this, deliveryTag, MessageAge.Of(sentTime, _time), redelivered, SenderTrace.Of(properties));
            lock (_gate)
            {
                // What the client fetched ahead of the end belongs to the next subscriber.
                if (!_ended)
                {
                    _handler.Handle(Shard, message, delivery);
                }
            }
        }
        catch (UnreadableMessageException exception)
        {
            // It will not become readable; the dead-letter exchange keeps it for the operator.
            Unreadable(exception, Shard);
            await Channel.BasicRejectAsync(deliveryTag, requeue: false, cancellationToken);
        }
    }

    /// <summary>Gives the shard up: takes nothing more, lets what is decided be published, and leaves the rest to the next subscriber.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (End())
            {
                await Channel.BasicCancelAsync(_tag);
            }

            await _handler.AbandonAsync(Shard).WaitAsync(Drain, _time);
            _acknowledgements.Writer.TryComplete();
            await _acknowledging;
            await Channel.CloseAsync();
        }
        catch (Exception exception) when (exception is OperationInterruptedException or AlreadyClosedException or TimeoutException)
        {
            // Gone already, or a publication hangs: the broker delivers again what was not acknowledged.
            EndedEarly(Shard, exception.Message);
        }
        finally
        {
            _acknowledgements.Writer.TryComplete();
            await Channel.DisposeAsync();
        }
    }

    protected override Task OnCancelAsync(string[] consumerTags, CancellationToken cancellationToken = default) => EndAsync();

    private Task EndAsync()
    {
        End();
        return Task.CompletedTask;
    }

    /// <summary>False when it had ended before.</summary>
    private bool End()
    {
        lock (_gate)
        {
            _lost.TrySetResult();
            return !_ended && (_ended = true);
        }
    }

    private async Task AcknowledgeAsync()
    {
        await foreach (var tag in _acknowledgements.Reader.ReadAllAsync())
        {
            try
            {
                await Channel.BasicAckAsync(tag, multiple: false);
            }
            catch (Exception exception) when (exception is OperationInterruptedException or AlreadyClosedException)
            {
                // The broker will deliver it again, and what was published with it is known downstream.
                End();
                return;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A message of shard {Shard} cannot be read")]
    private partial void Unreadable(Exception exception, int shard);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The subscription of shard {Shard} ended early: {Reason}")]
    private partial void EndedEarly(int shard, string reason);

    private sealed class Delivery(ShardSession session, ulong tag, TimeSpan age, bool redelivered, ActivityContext trace) : IShardDelivery
    {
        public TimeSpan Age => age;

        public bool Redelivered => redelivered;

        public ActivityContext Trace => trace;

        public void Acknowledge() => session._acknowledgements.Writer.TryWrite(tag);
    }
}
