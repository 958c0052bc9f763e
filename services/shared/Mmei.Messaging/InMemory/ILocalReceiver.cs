namespace Mmei.Messaging.InMemory;

/// <summary>Takes the commands of one type that are sent within this process.</summary>
public interface ILocalReceiver<in T>
    where T : class
{
    /// <summary>Takes a message as it is, and works on it later: the sender does not wait.</summary>
    void Receive(T message);
}
