using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Mmei.Messaging;
using Mmei.Messaging.Subscriptions;
using RabbitMQ.Client;

namespace Mmei.Encoders.Commands;

/// <summary>Subscribes to every queue of commands that this process takes.</summary>
internal sealed class CommandSubscriber(
    Topology topology, IOptions<BusOptions> options, IEnumerable<ICommandQueue> queues, TimeProvider time,
    ILogger<CommandSubscriber> logger)
    : QueueSubscriber("commands", topology, options, time, logger)
{
    protected override async Task SubscribeAsync(IConnection connection, CancellationToken stoppingToken)
    {
        var subscriptions = new List<ISubscription>();
        try
        {
            foreach (var queue in queues)
            {
                subscriptions.Add(await queue.SubscribeAsync(connection, stoppingToken));
            }

            IsSubscribed = true;
            await Task.WhenAny(subscriptions.Select(subscription => subscription.Lost)).WaitAsync(stoppingToken);
        }
        finally
        {
            IsSubscribed = false;
            await Task.WhenAll(subscriptions.Select(subscription => subscription.DisposeAsync().AsTask()));
        }
    }
}
