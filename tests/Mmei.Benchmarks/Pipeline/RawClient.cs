using System.Collections.Concurrent;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Mmei.Benchmarks.Pipeline;

/// <summary>
/// The limit: RabbitMQ.Client alone, moving as many messages of the same sizes, as persistent, confirmed and acknowledged, through durable
/// queues of
/// their own, without envelopes, joins or dependencies between them.
/// </summary>
internal sealed class RawClient : IAsyncDisposable
{
    private const ushort Prefetch = 256;

    private readonly ConcurrentDictionary<Guid, Arrivals> _arriving = new();
    private readonly IReadOnlyList<(byte[] Body, bool Persistent)> _messages;
    private readonly List<IChannel> _channels = [];
    private readonly IConnection _publishing;
    private readonly IConnection _consuming;

    private RawClient(IConnection publishing, IConnection consuming, IReadOnlyList<WireMessage> messages) =>
        (_publishing, _consuming, _messages) = (
            publishing, consuming, [.. messages.Select(message => (new byte[Math.Max(message.Bytes, 16)], message.Persistent))]);

    /// <param name="rabbitMqPort">The broker.</param>
    /// <param name="messages">Those of one observation.</param>
    public static async Task<RawClient> StartAsync(int rabbitMqPort, IReadOnlyList<WireMessage> messages)
    {
        var factory = new ConnectionFactory { HostName = "127.0.0.1", Port = rabbitMqPort };
        var client = new RawClient(await factory.CreateConnectionAsync(), await factory.CreateConnectionAsync(), messages);
        for (var queue = 0; queue < messages.Count; queue++)
        {
            await client.AddQueueAsync(NameOf(queue));
        }

        return client;
    }

    /// <summary>The messages of one observation, all at once; completes when every one is confirmed and has arrived.</summary>
    public async Task MoveAsync()
    {
        var arrivals = new Arrivals(_messages.Count);
        var id = Guid.NewGuid();
        _arriving[id] = arrivals;
        await Task.WhenAll(_messages.Select((message, queue) => PublishAsync(queue, id, message.Body, message.Persistent)));
        await arrivals.All;
        _arriving.TryRemove(id, out _);
    }

    public async ValueTask DisposeAsync()
    {
        for (var queue = 0; queue < _messages.Count; queue++)
        {
            await _channels[queue].QueueDeleteAsync(NameOf(queue), ifUnused: false, ifEmpty: false);
        }

        await _publishing.DisposeAsync();
        await _consuming.DisposeAsync();
    }

    private static string NameOf(int queue) => $"bench.raw.{queue}";

    private Task PublishAsync(int queue, Guid id, byte[] body, bool persistent) => _channels[queue].BasicPublishAsync(
        exchange: "",
        NameOf(queue),
        mandatory: false,
        new BasicProperties { Persistent = persistent, MessageId = id.ToString() },
        body).AsTask();

    private async Task AddQueueAsync(string name)
    {
        // No limit on unconfirmed messages: the load has one.
        var confirmed = new CreateChannelOptions(
            publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true,
            outstandingPublisherConfirmationsRateLimiter: null);
        var channel = await _publishing.CreateChannelAsync(confirmed);
        _channels.Add(channel);
        await channel.QueueDeclareAsync(name, durable: true, exclusive: false, autoDelete: false);

        var receiving = await _consuming.CreateChannelAsync();
        await receiving.BasicQosAsync(prefetchSize: 0, Prefetch, global: false);
        var consumer = new AsyncEventingBasicConsumer(receiving);
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            await receiving.BasicAckAsync(delivery.DeliveryTag, multiple: false);
            if (_arriving.TryGetValue(Guid.Parse(delivery.BasicProperties.MessageId!), out var arrivals))
            {
                arrivals.Add();
            }
        };
        await receiving.BasicConsumeAsync(name, autoAck: false, consumer);
    }

    private sealed class Arrivals(int expected)
    {
        private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _left = expected;

        public Task All => _all.Task;

        public void Add()
        {
            if (Interlocked.Decrement(ref _left) == 0)
            {
                _all.SetResult();
            }
        }
    }
}
