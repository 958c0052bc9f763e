using System.Diagnostics;
using Mmei.Contracts.V1;
using Mmei.Messaging;
using Mmei.Messaging.InMemory;

namespace Mmei.Fusion.Shards;

/// <summary>Hands over what is sent within this process, one message of a shard after the other.</summary>
internal sealed class LocalShards(Topology topology, IShardHandler handler) : ILocalShards
{
    private readonly Lock[] _oneByOne = [.. Enumerable.Range(0, topology.FusionShards).Select(_ => new Lock())];

    public void Receive(int shard, IPartOfObservation message)
    {
        lock (_oneByOne[shard])
        {
            handler.Handle(shard, message, new LocalDelivery(Activity.Current?.Context ?? default));
        }
    }

    /// <summary>There is nothing to forget: the sender has let go of it.</summary>
    private sealed class LocalDelivery(ActivityContext trace) : IShardDelivery
    {
        public TimeSpan Age => TimeSpan.Zero;

        public bool Redelivered => false;

        public ActivityContext Trace => trace;

        public void Acknowledge()
        {
        }
    }
}
