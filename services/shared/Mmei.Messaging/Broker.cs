using RabbitMQ.Client;

namespace Mmei.Messaging;

/// <summary>Connects to the broker beside the bus, for what the bus does not do.</summary>
internal static class Broker
{
    /// <param name="name">What the broker shows this connection as.</param>
    public static Task<IConnection> ConnectAsync(this BusOptions options, string name, CancellationToken cancellationToken) =>
        new ConnectionFactory
        {
            HostName = options.Host,
            Port = options.Port,
            VirtualHost = options.VirtualHost,
            UserName = options.Username,
            Password = options.Password,
            ClientProvidedName = name,
            AutomaticRecoveryEnabled = false,
            Ssl = new SslOption { Enabled = options.Tls, ServerName = options.Host },
        }.CreateConnectionAsync(cancellationToken);

    /// <summary>Declares exchanges, queues and bindings. Declaring again changes nothing.</summary>
    /// <exception cref="RabbitMQ.Client.Exceptions.OperationInterruptedException">A queue exists with other arguments.</exception>
    public static async Task DeclareAsync(this IChannel channel, Topology topology, CancellationToken cancellationToken)
    {
        await DeclareDeadLettersAsync(channel, cancellationToken);
        foreach (var queue in topology.Queues)
        {
            await channel.ExchangeDeclareAsync(queue.Name, ExchangeType.Fanout, durable: true, cancellationToken: cancellationToken);
            await channel.QueueDeclareAsync(
                queue.Name, durable: true, exclusive: false, autoDelete: false, queue.Arguments
                    .ToDictionary(), cancellationToken: cancellationToken);
            await channel.QueueBindAsync(queue.Name, queue.Name, routingKey: "", cancellationToken: cancellationToken);
        }
    }

    private static async Task DeclareDeadLettersAsync(IChannel channel, CancellationToken cancellationToken)
    {
        await channel.ExchangeDeclareAsync(Queues.DeadLetter, ExchangeType.Headers, durable: true, cancellationToken: cancellationToken);
        await channel.QueueDeclareAsync(
            Queues.DeadLetter, durable: true, exclusive: false, autoDelete: false, Topology.DeadLetterArguments
                .ToDictionary(), cancellationToken: cancellationToken);

        // Not "expired": work whose time is up is nobody's any more, and what a person sent is not kept.
        foreach (var reason in Topology.DeadLetterReasons)
        {
            var match = new Dictionary<string, object?> { ["x-match"] = "any-with-x", [DeathHeaders.Reason] = reason };
            await channel.QueueBindAsync(Queues.DeadLetter, Queues.DeadLetter, routingKey: "", match, cancellationToken: cancellationToken);
        }
    }
}
