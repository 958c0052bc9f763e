using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Mmei.Messaging.Bodies;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Mmei.Messaging.Subscriptions;

/// <summary>
/// One subscription of a queue, on a channel of its own. Messages come one after the other, and none any more once it has ended; what is
/// not
/// acknowledged when it closes, the broker delivers again, here or elsewhere.
/// </summary>
public abstract partial class RabbitMqSubscription<TMessage> : AsyncDefaultBasicConsumer, ISubscription
    where TMessage : class
{
    private readonly TaskCompletionSource _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private readonly string _queue;
    private readonly string _span;
    private readonly TimeSpan _patience;
    private readonly BodySeal _seal;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private string _tag = "";
    private bool _ended;

    /// <param name="channel">Its own; closed with it.</param>
    /// <param name="queue">The queue.</param>
    /// <param name="patience">How long <see cref="FinishAsync"/> may take.</param>
    /// <param name="seal">Opens the messages.</param>
    /// <param name="time">The clock by which messages age.</param>
    /// <param name="logger">Is told of messages that cannot be read and of subscriptions that end early.</param>
    protected RabbitMqSubscription(
        IChannel channel, string queue, TimeSpan patience, BodySeal seal, TimeProvider time, ILogger logger)
        : base(channel)
    {
        ArgumentNullException.ThrowIfNull(channel);
        (_queue, _span, _patience, _seal, _time, _logger) = (queue, $"{queue} process", patience, seal, time, logger);
        channel.ChannelShutdownAsync += (_, _) => EndAsync();
    }

    public Task Lost => _lost.Task;

    /// <summary>Begins to take messages.</summary>
    /// <param name="prefetch">How many of them may be unacknowledged at once.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public async Task StartAsync(ushort prefetch, CancellationToken cancellationToken)
    {
        await Channel.BasicQosAsync(prefetchSize: 0, prefetch, global: false, cancellationToken);
        _tag = await Channel.BasicConsumeAsync(_queue, autoAck: false, this, cancellationToken);
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
        ArgumentNullException.ThrowIfNull(properties);
        try
        {
            var (message, sentTime) = MessageBodies.Read<TMessage>(properties.ContentType, body, _seal);
            var delivery = new Delivery(deliveryTag, MessageAge.Of(sentTime, _time), redelivered, SenderTrace.Of(properties));
            MessagingInstruments.Taken(_queue, delivery.Age);
            lock (_gate)
            {
                // What the client fetched ahead of the end belongs to the next subscriber.
                if (!_ended)
                {
                    Take(message, delivery);
                }
            }
        }
        catch (UnreadableMessageException exception)
        {
            // It will not become readable; the dead-letter exchange keeps it for the operator.
            Unreadable(exception, _queue);
            await Channel.BasicRejectAsync(deliveryTag, requeue: false, cancellationToken);
        }
    }

    /// <summary>Takes no more messages, lets what is under way finish, and leaves the rest to other subscribers.</summary>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        try
        {
            if (End())
            {
                await Channel.BasicCancelAsync(_tag);
            }

            await FinishAsync().WaitAsync(_patience, _time);
            await Channel.CloseAsync();
        }
        catch (Exception exception) when (IsGone(exception) || exception is TimeoutException)
        {
            // Gone already, or something hangs: the broker delivers again what was not acknowledged.
            EndedEarly(exception.Message);
        }
        finally
        {
            await AbandonAsync();
            await Channel.DisposeAsync();
        }
    }

    /// <summary>Whether a failure says that the subscription is gone.</summary>
    protected static bool IsGone(Exception exception) =>
        exception is OperationInterruptedException or AlreadyClosedException or ObjectDisposedException;

    /// <summary>Takes a message. Parts of it may lie in the delivered body, and live no longer than this call.</summary>
    protected abstract void Take(TMessage message, Delivery delivery);

    /// <summary>Completes when what is under way has been acknowledged.</summary>
    protected abstract Task FinishAsync();

    /// <summary>Gives up what is still under way.</summary>
    protected abstract ValueTask AbandonAsync();

    /// <summary>No message is taken any more.</summary>
    /// <returns>False when it had ended before.</returns>
    protected bool End()
    {
        lock (_gate)
        {
            _lost.TrySetResult();
            return !_ended && (_ended = true);
        }
    }

    /// <summary>A span of working on a message, in the trace of its sender.</summary>
    protected Activity? StartActivity(Delivery delivery) =>
        TracePropagation.Source.StartActivity(_span, ActivityKind.Consumer, delivery?.Trace ?? default);

    protected void Failed(Exception exception) => Failed(exception, _queue);

    protected void EndedEarly(string reason) => EndedEarly(_queue, reason);

    protected override Task OnCancelAsync(string[] consumerTags, CancellationToken cancellationToken = default) => EndAsync();

    private Task EndAsync()
    {
        End();
        return Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A message of {Queue} cannot be read")]
    private partial void Unreadable(Exception exception, string queue);

    [LoggerMessage(Level = LogLevel.Error, Message = "A message of {Queue} failed")]
    private partial void Failed(Exception exception, string queue);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The subscription of {Queue} ended early: {Reason}")]
    private partial void EndedEarly(string queue, string reason);
}
