using Mmei.Hosting.Failures;

namespace Mmei.Messaging.InMemory;

/// <summary>
/// Stores the messages of one type that are sent within this process. A broker keeps a message until somebody has stored it; within one
/// process nobody does, so who must not lose it has it stored first.
/// </summary>
public interface ILocalStore<in T>
    where T : class
{
    /// <summary>Has stored the message when it returns; a message that is known is stored already.</summary>
    /// <exception cref="Failure">It cannot be stored, or not now.</exception>
    Task StoreAsync(T message, CancellationToken cancellationToken);
}
