using Microsoft.Extensions.Logging;
using Mmei.Contracts.V1;
using Mmei.Messaging;
using Mmei.Messaging.Bodies;
using Mmei.Messaging.InMemory;
using Mmei.Messaging.Subscriptions;
using RabbitMQ.Client;

namespace Mmei.Encoders.Commands;

/// <inheritdoc/>
/// <param name="handler">Works on the commands.</param>
/// <param name="prefetch">How many are worked on at once at most.</param>
/// <param name="seal">Opens them where they come over the broker.</param>
/// <param name="time">The clock by which budgets are spent.</param>
/// <param name="logger">Is told of commands that fail.</param>
internal sealed partial class CommandQueue<TCommand>(
    ICommandHandler<TCommand> handler, ushort prefetch, BodySeal seal, TimeProvider time, ILogger<CommandQueue<TCommand>> logger)
    : ICommandQueue, ILocalReceiver<TCommand>
    where TCommand : class, IBudgeted
{
    public async Task<ISubscription> SubscribeAsync(IConnection connection, CancellationToken cancellationToken)
    {
        var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        var subscription = new CommandSubscription<TCommand>(channel, Topology.QueueOf<TCommand>(), handler, seal, time, logger);
        await subscription.StartAsync(prefetch, cancellationToken);
        return subscription;
    }

    public void Receive(TCommand message) => _ = Task.Run(() => HandleAsync(message));

    /// <summary>Twice, as the broker would bring it.</summary>
    private async Task HandleAsync(TCommand command)
    {
        for (var redelivered = false; ; redelivered = true)
        {
            try
            {
                await handler.HandleAsync(command, TimeSpan.FromMilliseconds(command.BudgetMs), CancellationToken.None);
                return;
            }
#pragma warning disable CA1031 // There is no sender to tell: it has gone on, as on any bus.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Failed(exception, typeof(TCommand).Name);
                if (redelivered)
                {
                    return;
                }
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A command failed: {Command}")]
    private partial void Failed(Exception exception, string command);
}
