namespace Mmei.Messaging;

/// <summary>How RabbitMQ keeps the platform's queues.</summary>
public enum QueueType
{
    /// <summary>
    /// Replicated over the nodes of a cluster; counts deliveries, so that what ends its consumer again and again is put aside.
    /// </summary>
    Quorum,

    /// <summary>On one node. For a broker of one node, where replication costs and gives nothing; deliveries are not counted.</summary>
    Classic,
}
