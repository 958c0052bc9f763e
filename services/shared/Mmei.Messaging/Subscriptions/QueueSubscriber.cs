using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Mmei.Hosting.Background;
using RabbitMQ.Client;

namespace Mmei.Messaging.Subscriptions;

/// <summary>
/// Keeps subscriptions beside the bus for as long as the host runs: connects, declares the queues, subscribes, and all of it again
/// whenever it is lost.
/// </summary>
public abstract class QueueSubscriber(string subject, Topology topology, IOptions<BusOptions> options, TimeProvider time, ILogger logger)
    : RecurringService(time, logger)
{
    /// <summary>Between the loss of a connection and the next.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    /// <summary>What it subscribes to, in the plural, as people are told.</summary>
    public string Subject => subject;

    /// <summary>Whether every queue is subscribed to.</summary>
    public bool IsSubscribed { get; protected set; }

    protected sealed override async Task<TimeSpan?> RunOnceAsync(CancellationToken cancellationToken)
    {
        await using var connection = await options.Value.ConnectAsync($"mmei-{subject}", cancellationToken);
        await using (var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken))
        {
            await channel.DeclareAsync(topology, cancellationToken);
        }

        await SubscribeAsync(connection, cancellationToken);
        return Rest;
    }

    protected sealed override bool IsOutage(Exception exception) => BrokerOutage.Is(exception);

    /// <summary>Subscribes, and runs until a subscription is lost or the host stops.</summary>
    protected abstract Task SubscribeAsync(IConnection connection, CancellationToken stoppingToken);
}
