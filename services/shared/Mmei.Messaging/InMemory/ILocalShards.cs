using Mmei.Contracts.V1;

namespace Mmei.Messaging.InMemory;

/// <summary>Takes the messages of shards that are sent within this process.</summary>
public interface ILocalShards
{
    /// <summary>Takes a message as it is. Safe to call from many threads.</summary>
    void Receive(int shard, IPartOfObservation message);
}
