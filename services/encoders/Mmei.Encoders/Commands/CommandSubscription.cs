using Microsoft.Extensions.Logging;
using Mmei.Contracts.V1;
using Mmei.Messaging.Bodies;
using Mmei.Messaging.Subscriptions;
using RabbitMQ.Client;

namespace Mmei.Encoders.Commands;

/// <summary>
/// One subscription of a command queue. One loop reads and starts commands, so that none waits for a free worker to be refused; each is
/// acknowledged
/// when it is done.
/// </summary>
internal sealed class CommandSubscription<TCommand>(
    IChannel channel, string queue, ICommandHandler<TCommand> handler, BodySeal seal, TimeProvider time, ILogger logger)
    : RabbitMqSubscription<TCommand>(channel, queue, Patience, seal, time, logger)
    where TCommand : class, IBudgeted
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Commands at work, and the subscription itself.</summary>
    private int _busy = 1;

    protected override void Take(TCommand message, Delivery delivery)
    {
        Interlocked.Increment(ref _busy);
        _ = WorkAsync(message, delivery);
    }

    protected override Task FinishAsync()
    {
        Done();
        return _idle.Task;
    }

    protected override async ValueTask AbandonAsync() => await _stopping.CancelAsync();

    private async Task WorkAsync(TCommand command, Delivery delivery)
    {
        using var activity = StartActivity(delivery);
        try
        {
            await AnswerAsync(command, delivery);
        }
        catch (Exception exception) when (IsGone(exception))
        {
            // The broker delivers it again, and fusion takes the first answer.
            EndedEarly(exception.Message);
        }
        finally
        {
            Done();
        }
    }

    private async Task AnswerAsync(TCommand command, Delivery delivery)
    {
        try
        {
            await handler.HandleAsync(command, TimeSpan.FromMilliseconds(command.BudgetMs) - delivery.Age, _stopping.Token);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            return;
        }
#pragma warning disable CA1031 // Whatever went wrong, the broker is told: it brings the command again, or puts it aside.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Failed(exception);
            await Channel.BasicRejectAsync(delivery.Tag, requeue: !delivery.Redelivered);
            return;
        }

        await Channel.BasicAckAsync(delivery.Tag, multiple: false);
    }

    private void Done()
    {
        if (Interlocked.Decrement(ref _busy) == 0)
        {
            _idle.TrySetResult();
        }
    }
}
