using System.Text;
using RabbitMQ.Client;

namespace Mmei.Fusion.Shards;

/// <summary>
/// Announces this replica to the others and listens to them, over a fanout exchange and a queue that vanishes with the connection.
/// </summary>
internal sealed class ReplicaPresence : AsyncDefaultBasicConsumer
{
    private const string Exchange = "mmei.fusion.replicas";
    private const string Leaving = "leaving";

    private readonly Lock _gate = new();
    private readonly ReplicaRoster _roster;
    private readonly string _self;

    private ReplicaPresence(IChannel channel, string self, TimeProvider time)
        : base(channel) => (_self, _roster) = (self, new ReplicaRoster(self, time));

    /// <summary>Everybody who is there, this replica included, by name.</summary>
    public IReadOnlyList<string> Live
    {
        get
        {
            lock (_gate)
            {
                return _roster.Live;
            }
        }
    }

    public static async Task<ReplicaPresence> OpenAsync(
        IConnection connection, string self, TimeProvider time, CancellationToken cancellationToken)
    {
        var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        var presence = new ReplicaPresence(channel, self, time);
        await channel.ExchangeDeclareAsync(Exchange, ExchangeType.Fanout, durable: true, cancellationToken: cancellationToken);
        var queue = await channel.QueueDeclareAsync(
            queue: "", durable: false, exclusive: true, autoDelete: true, cancellationToken: cancellationToken);
        await channel.QueueBindAsync(queue.QueueName, Exchange, routingKey: "", cancellationToken: cancellationToken);
        await channel.BasicConsumeAsync(queue.QueueName, autoAck: true, presence, cancellationToken);
        return presence;
    }

    public ValueTask AnnounceAsync(CancellationToken cancellationToken) => PublishAsync(routingKey: "", cancellationToken);

    public ValueTask LeaveAsync() => PublishAsync(Leaving, CancellationToken.None);

    public override Task HandleBasicDeliverAsync(
        string consumerTag,
        ulong deliveryTag,
        bool redelivered,
        string exchange,
        string routingKey,
        IReadOnlyBasicProperties properties,
        ReadOnlyMemory<byte> body,
        CancellationToken cancellationToken = default)
    {
        var name = Encoding.UTF8.GetString(body.Span);
        lock (_gate)
        {
            if (routingKey == Leaving)
            {
                _roster.Gone(name);
            }
            else
            {
                _roster.Seen(name);
            }
        }

        return Task.CompletedTask;
    }

    private ValueTask PublishAsync(string routingKey, CancellationToken cancellationToken) =>
        Channel.BasicPublishAsync(Exchange, routingKey, Encoding.UTF8.GetBytes(_self), cancellationToken);
}
