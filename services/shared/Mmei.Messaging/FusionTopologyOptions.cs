using System.ComponentModel.DataAnnotations;

namespace Mmei.Messaging;

/// <summary>Section <c>Fusion</c>, the part that senders must know too.</summary>
public sealed class FusionTopologyOptions
{
    public const string Section = "Fusion";

    /// <summary>
    /// How many shard queues observations are spread over. The same in every service of one installation. Many, because an acknowledgement
    /// costs
    /// the broker more the more messages of the queue are unacknowledged.
    /// </summary>
    [Range(1, 256)]
    public int Shards { get; init; } = 32;
}
