namespace Mmei.Messaging;

/// <summary>How messages travel.</summary>
public enum BusTransport
{
    /// <summary>Within one process; for the standalone host.</summary>
    InMemory,

    RabbitMq,
}
