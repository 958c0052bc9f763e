using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Mmei.Messaging.Bodies;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Mmei.Messaging.Commands;

/// <summary>
/// One subscription of a command queue. One loop reads and starts commands, so that none waits for a free worker to be refused; each is acknowledged
/// when it is done. What is not, when it closes, the broker delivers again.
/// </summary>
internal sealed partial class CommandSession : AsyncDefaultBasicConsumer, IAsyncDisposable
{
    /// <summary>How long commands may take to finish once the subscription is given up.</summary>
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(15);

    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CommandLane _lane;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly string _span;
    private string _tag = "";

    /// <summary>Commands at work, and the subscription itself.</summary>
    private int _busy = 1;

    private CommandSession(IChannel channel, CommandLane lane, TimeProvider time, ILogger logger)
        : base(channel)
    {
        (_lane, _time, _logger, _span) = (lane, time, logger, $"{lane.Queue} process");
        channel.ChannelShutdownAsync += (_, _) => EndAsync();
    }

    /// <summary>Completes when the broker or the network ends the subscription.</summary>
    public Task Lost => _lost.Task;

    public static async Task<CommandSession> OpenAsync(
        IConnection connection, CommandLane lane, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        await channel.BasicQosAsync(prefetchSize: 0, lane.Prefetch, global: false, cancellationToken);
        var session = new CommandSession(channel, lane, time, logger);
        session._tag = await channel.BasicConsumeAsync(lane.Queue, autoAck: false, session, cancellationToken);
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
        Func<CancellationToken, Task> work;
        try
        {
            work = _lane.Read(properties.ContentType, body);
        }
        catch (UnreadableMessageException exception)
        {
            Unreadable(exception, _lane.Queue);
            await Channel.BasicRejectAsync(deliveryTag, requeue: false, cancellationToken);
            return;
        }

        Interlocked.Increment(ref _busy);
        _ = WorkAsync(work, deliveryTag, redelivered, SenderTrace.Of(properties));
    }

    /// <summary>Takes no more commands, lets those at work finish, and leaves the rest to other subscribers.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!_lost.Task.IsCompleted)
            {
                await Channel.BasicCancelAsync(_tag);
            }

            Done();
            await _idle.Task.WaitAsync(Drain, _time);
            await Channel.CloseAsync();
        }
        catch (Exception exception) when (exception is OperationInterruptedException or AlreadyClosedException or TimeoutException)
        {
            // Gone already, or a command hangs: the broker delivers again what was not acknowledged.
            EndedEarly(_lane.Queue, exception.Message);
        }
        finally
        {
            await _stopping.CancelAsync();
            await Channel.DisposeAsync();
        }
    }

    protected override Task OnCancelAsync(string[] consumerTags, CancellationToken cancellationToken = default) => EndAsync();

    private Task EndAsync()
    {
        _lost.TrySetResult();
        return Task.CompletedTask;
    }

    private async Task WorkAsync(Func<CancellationToken, Task> work, ulong deliveryTag, bool redelivered, ActivityContext trace)
    {
        using var activity = TracePropagation.Source.StartActivity(_span, ActivityKind.Consumer, trace);
        try
        {
            await SettleAsync(work, deliveryTag, redelivered);
        }
        catch (Exception exception) when (exception is OperationInterruptedException or AlreadyClosedException or ObjectDisposedException)
        {
            // The broker delivers it again, and fusion takes the first answer.
            EndedEarly(_lane.Queue, exception.Message);
        }
        finally
        {
            Done();
        }
    }

    private async Task SettleAsync(Func<CancellationToken, Task> work, ulong deliveryTag, bool redelivered)
    {
        try
        {
            await work(_stopping.Token);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            return;
        }
#pragma warning disable CA1031 // Whatever went wrong, the broker is told: it brings the command again, or puts it aside.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Failed(exception, _lane.Queue);
            await Channel.BasicRejectAsync(deliveryTag, requeue: !redelivered);
            return;
        }

        await Channel.BasicAckAsync(deliveryTag, multiple: false);
    }

    private void Done()
    {
        if (Interlocked.Decrement(ref _busy) == 0)
        {
            _idle.TrySetResult();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A message of {Queue} cannot be read")]
    private partial void Unreadable(Exception exception, string queue);

    [LoggerMessage(Level = LogLevel.Error, Message = "A command of {Queue} failed")]
    private partial void Failed(Exception exception, string queue);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The subscription of {Queue} ended early: {Reason}")]
    private partial void EndedEarly(string queue, string reason);
}
