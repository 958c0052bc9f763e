namespace Mmei.Messaging;

/// <summary>Every queue of the platform. A queue's exchange has the queue's name.</summary>
public static class Queues
{
    public const string EncodeImage = "mmei.encode-image";
    public const string EncodeAudio = "mmei.encode-audio";
    public const string EncodeText = "mmei.encode-text";

    /// <summary>The bulk lane of the text service: catalog items.</summary>
    public const string EncodeItem = "mmei.encode-item";

    public const string Ranking = "mmei.ranking";

    /// <summary>Encoded items on their way into the catalog, and which model encodes them.</summary>
    public const string Items = "mmei.items";

    /// <summary>Rewards on their way into people's taste profiles, and counted votes on their way into what items are worth.</summary>
    public const string Rewards = "mmei.rewards";

    public const string Feedback = "mmei.feedback";

    /// <summary>
    /// What no consumer could process, for a day: an operator's to read. Work whose time is up does not come here; it is dropped.
    /// </summary>
    public const string DeadLetter = "mmei.dead-letter";

    /// <summary>How the queues of fusion's shards begin.</summary>
    internal const string FusionShards = "mmei.fusion.";

    /// <summary>The queue of one fusion shard.</summary>
    public static string FusionShard(int shard) => $"{FusionShards}{shard}";
}
