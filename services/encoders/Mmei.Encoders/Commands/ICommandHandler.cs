using Mmei.Contracts.V1;

namespace Mmei.Encoders.Commands;

/// <summary>
/// Takes the commands of one queue, as many at once as were asked for; a command stays the broker's until its task has ended.
/// </summary>
public interface ICommandHandler<in TCommand>
    where TCommand : class, IBudgeted
{
    /// <summary>
    /// Works on a command. What this does before its first wait keeps the commands behind it waiting. A failure brings the command a
    /// second time;
    /// after a second failure it is put aside.
    /// </summary>
    /// <param name="command">The command.</param>
    /// <param name="budget">What is left of its budget, by this machine's clock; zero or less when its time is up.</param>
    /// <param name="cancellationToken">Cancelled when the process stops; then the command is somebody else's.</param>
    Task HandleAsync(TCommand command, TimeSpan budget, CancellationToken cancellationToken);
}
