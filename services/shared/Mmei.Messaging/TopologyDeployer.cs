using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Mmei.Messaging;

/// <summary>
/// Declares every queue before this service sends anything, so that a message for a service that has not started yet waits for it
/// instead of being dropped as unroutable. Declaring again changes nothing.
/// </summary>
internal sealed partial class TopologyDeployer(
    Topology topology,
    IOptions<BusOptions> options,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<TopologyDeployer> logger) : IBusObserver
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    public async Task PreStart(IBus bus)
    {
        while (true)
        {
            try
            {
                await DeclareAsync(lifetime.ApplicationStopping);
                return;
            }
            catch (BrokerUnreachableException exception)
            {
                BrokerUnreachable(exception.InnerException?.Message ?? exception.Message);
                await Task.Delay(RetryInterval, time, lifetime.ApplicationStopping);
            }
        }
    }

    public void PostCreate(IBus bus)
    {
    }

    public void CreateFaulted(Exception exception)
    {
    }

    public Task PostStart(IBus bus, Task<BusReady> busReady) => Task.CompletedTask;

    public Task StartFaulted(IBus bus, Exception exception) => Task.CompletedTask;

    public Task PreStop(IBus bus) => Task.CompletedTask;

    public Task PostStop(IBus bus) => Task.CompletedTask;

    public Task StopFaulted(IBus bus, Exception exception) => Task.CompletedTask;

    private async Task DeclareAsync(CancellationToken cancellationToken)
    {
        var broker = options.Value;
        var factory = new ConnectionFactory
        {
            HostName = broker.Host,
            Port = broker.Port,
            VirtualHost = broker.VirtualHost,
            UserName = broker.Username,
            Password = broker.Password,
            ClientProvidedName = "mmei-topology",
        };
        await using var connection = await factory.CreateConnectionAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        foreach (var queue in topology.Queues)
        {
            var arguments = queue.SingleActiveConsumer ? new Dictionary<string, object?> { ["x-single-active-consumer"] = true } : null;
            await channel.ExchangeDeclareAsync(queue.Name, ExchangeType.Fanout, durable: true, cancellationToken: cancellationToken);
            await channel.QueueDeclareAsync(queue.Name, durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: cancellationToken);
            await channel.QueueBindAsync(queue.Name, queue.Name, routingKey: "", cancellationToken: cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The message broker cannot be reached yet: {Reason}")]
    private partial void BrokerUnreachable(string reason);
}
