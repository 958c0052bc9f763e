using System.Diagnostics;

namespace Mmei.Fusion.Shards;

/// <summary>A message of a shard that the broker keeps until it is acknowledged.</summary>
public interface IShardDelivery
{
    /// <summary>
    /// Time since it was sent, by this machine's clock; never negative, so that a sender whose clock is ahead lengthens nothing.
    /// </summary>
    TimeSpan Age { get; }

    /// <summary>Whether the broker has delivered it before, to this process or another.</summary>
    bool Redelivered { get; }

    /// <summary>The trace of the sender.</summary>
    ActivityContext Trace { get; }

    /// <summary>Lets the broker forget it. Acknowledgements of one shard reach the broker in the order of these calls.</summary>
    void Acknowledge();
}
