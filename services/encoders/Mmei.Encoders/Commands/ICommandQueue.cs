using Mmei.Messaging.Subscriptions;
using RabbitMQ.Client;

namespace Mmei.Encoders.Commands;

/// <summary>A queue of commands that this process takes.</summary>
internal interface ICommandQueue
{
    Task<ISubscription> SubscribeAsync(IConnection connection, CancellationToken cancellationToken);
}
