using System.Collections.Concurrent;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Mmei.Benchmarks.Pipeline;

/// <summary>
/// The limit: RabbitMQ.Client alone, moving as many messages of the same sizes, persistent, confirmed and acknowledged, through durable queues of
/// their own, without envelopes, joins or dependencies between them.
/// </summary>
internal sealed class RawClient : IAsyncDisposable
{
    private const ushort Prefetch = 256;

    private readonly ConcurrentDictionary<Guid, Arrivals> _arriving = new();
    private readonly IReadOnlyList<byte[]> _bodies;
    private readonly List<IChannel> _channels = [];
    private readonly IConnection _publishing;
    private readonly IConnection _consuming;

    private RawClient(IConnection publishing, IConnection consuming, IReadOnlyList<int> sizes) =>
        (_publishing, _consuming, _bodies) = (publishing, consuming, [.. sizes.Select(size => new byte[Math.Max(size, 16)])]);

    /// <param name="rabbitMqPort">The broker.</param>
    /// <param name="sizes">Of the messages of one observation, in bytes.</param>
    public static async Task<RawClient> StartAsync(int rabbitMqPort, IReadOnlyList<int> sizes)
    {
        var factory = new ConnectionFactory { HostName = "127.0.0.1", Port = rabbitMqPort };
        var client = new RawClient(await factory.CreateConnectionAsync(), await factory.CreateConnectionAsync(), sizes);
        for (var queue = 0; queue < sizes.Count; queue++)
        {
            await client.AddQueueAsync(NameOf(queue));
        }

        return client;
    }

    /// <summary>The messages of one observation, all at once; completes when every one is confirmed and has arrived.</summary>
    public async Task MoveAsync()
    {
        var arrivals = new Arrivals(_bodies.Count);
        var id = Guid.NewGuid();
        _arriving[id] = arrivals;
        await Task.WhenAll(_bodies.Select((body, queue) => PublishAsync(queue, id, body)));
        await arrivals.All;
        _arriving.TryRemove(id, out _);
    }

    public async ValueTask DisposeAsync()
    {
        for (var queue = 0; queue < _bodies.Count; queue++)
        {
            await _channels[queue].QueueDeleteAsync(NameOf(queue), ifUnused: false, ifEmpty: false);
        }

        await _publishing.DisposeAsync();
        await _consuming.DisposeAsync();
    }

    private static string NameOf(int queue) => $"bench.raw.{queue}";

    private Task PublishAsync(int queue, Guid id, byte[] body) => _channels[queue].BasicPublishAsync(
        exchange: "",
        NameOf(queue),
        mandatory: false,
        new BasicProperties { DeliveryMode = DeliveryModes.Persistent, MessageId = id.ToString() },
        body).AsTask();

    private async Task AddQueueAsync(string name)
    {
        // No limit on unconfirmed messages: the load has one.
        var confirmed = new CreateChannelOptions(
            publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true, outstandingPublisherConfirmationsRateLimiter: null);
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
