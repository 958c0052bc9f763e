using Mmei.Contracts.V1;
using Mmei.Messaging.Bodies;

namespace Mmei.Messaging.Commands;

/// <summary>A queue of commands that this process takes.</summary>
internal abstract class CommandLane(string queue, ushort prefetch)
{
    public string Queue => queue;

    /// <summary>How many commands are worked on at once.</summary>
    public ushort Prefetch => prefetch;

    public abstract Type Command { get; }

    /// <summary>Reads a command; what it returns works on it.</summary>
    /// <exception cref="UnreadableMessageException">Not a command of this queue.</exception>
    public abstract Func<CancellationToken, Task> Read(string? contentType, ReadOnlyMemory<byte> body);

    /// <summary>Works on a command of this process.</summary>
    public abstract Task HandleAsync(object command, CancellationToken cancellationToken);
}

/// <inheritdoc/>
internal sealed class CommandLane<TCommand>(ICommandHandler<TCommand> handler, ushort prefetch, TimeProvider time)
    : CommandLane(Topology.QueueOf<TCommand>(), prefetch)
    where TCommand : class, IBudgeted
{
    public override Type Command => typeof(TCommand);

    public override Func<CancellationToken, Task> Read(string? contentType, ReadOnlyMemory<byte> body)
    {
        var (command, sentTime) = MessageBodies.Read<TCommand>(contentType, body);
        var budget = Budget(command) - MessageAge.Of(sentTime, time);
        return cancellationToken => handler.HandleAsync(command, budget, cancellationToken);
    }

    public override Task HandleAsync(object command, CancellationToken cancellationToken) =>
        handler.HandleAsync((TCommand)command, Budget((TCommand)command), cancellationToken);

    private static TimeSpan Budget(TCommand command) => TimeSpan.FromMilliseconds(command.BudgetMs);
}
