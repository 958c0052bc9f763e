using RabbitMQ.Client.Exceptions;

namespace Mmei.Messaging;

/// <summary>Which failures say that the broker is away, so that it is asked again.</summary>
internal static class BrokerOutage
{
    public static bool Is(Exception exception) =>
        exception is BrokerUnreachableException or OperationInterruptedException or AlreadyClosedException or IOException;
}
