using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Mmei.Messaging.Subscriptions;

/// <summary>
/// Keeps subscriptions beside the bus for as long as the host runs: connects, declares the queues, subscribes, and all of it again whenever it is lost.
/// </summary>
internal abstract partial class QueueSubscriber(string subject, Topology topology, IOptions<BusOptions> options, TimeProvider time, ILogger logger)
    : BackgroundService
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    /// <summary>What it subscribes to, in the plural, as people are told.</summary>
    public string Subject => subject;

    /// <summary>Whether every queue is subscribed to.</summary>
    public bool IsSubscribed { get; protected set; }

    protected TimeProvider Time { get; } = time;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ConnectAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is BrokerUnreachableException or OperationInterruptedException or AlreadyClosedException or IOException)
            {
                SubscriptionsLost(subject, exception.InnerException?.Message ?? exception.Message);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(RetryInterval, Time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Subscribes, and runs until a subscription is lost or the host stops.</summary>
    protected abstract Task SubscribeAsync(IConnection connection, CancellationToken stoppingToken);

    private async Task ConnectAsync(CancellationToken stoppingToken)
    {
        await using var connection = await options.Value.ConnectAsync($"mmei-{subject}", stoppingToken);
        await using (var channel = await connection.CreateChannelAsync(cancellationToken: stoppingToken))
        {
            await channel.DeclareAsync(topology, stoppingToken);
        }

        await SubscribeAsync(connection, stoppingToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The {Subject} are not subscribed to: {Reason}")]
    private partial void SubscriptionsLost(string subject, string reason);
}
