using Microsoft.Extensions.Options;
using Mmei.Messaging;
using Mmei.Messaging.Bodies;
using Mmei.Messaging.Subscriptions;
using RabbitMQ.Client;

namespace Mmei.Fusion.Shards;

/// <summary>
/// Subscribes to every shard, so that each has a successor at once when its owner dies: the broker delivers a shard to its oldest
/// subscriber
/// alone. When replicas come or go, each moves to the end of the line where another is to be the owner.
/// </summary>
internal sealed partial class ShardSubscriber(
    Topology topology,
    IOptions<BusOptions> options,
    IShardHandler handler,
    ShardPrefetch prefetch,
    BodySeal seal,
    InstanceName instance,
    TimeProvider time,
    ILogger<ShardSubscriber> logger) : QueueSubscriber("shards", topology, options, time, logger)
{
    private readonly int _shards = topology.FusionShards;

    protected override async Task SubscribeAsync(IConnection connection, CancellationToken stoppingToken)
    {
        var subscriptions = new ShardSubscription[_shards];
        try
        {
            for (var shard = 0; shard < subscriptions.Length; shard++)
            {
                subscriptions[shard] = await OpenAsync(connection, shard, stoppingToken);
            }

            IsSubscribed = true;
            await ShareAsync(connection, subscriptions, stoppingToken);
        }
        finally
        {
            IsSubscribed = false;
            await Task.WhenAll(subscriptions.OfType<ShardSubscription>().Select(subscription => subscription.DisposeAsync().AsTask()));
        }
    }

    private async Task ShareAsync(IConnection connection, ShardSubscription[] subscriptions, CancellationToken stoppingToken)
    {
        var presence = await ReplicaPresence.OpenAsync(connection, instance.Value, Time, stoppingToken);
        using var timer = new PeriodicTimer(ReplicaRoster.Interval, Time);
        IReadOnlyList<string> shared = [instance.Value];
        do
        {
            await presence.AnnounceAsync(stoppingToken);
            var live = presence.Live;
            if (!live.SequenceEqual(shared))
            {
                ReplicasChanged(live.Count);
                await MakeWayAsync(connection, subscriptions, live, stoppingToken);
                shared = live;
            }
        }
        while (!Array.Exists(subscriptions, subscription => subscription.Lost.IsCompleted) && await NextAsync(timer, stoppingToken));

        if (stoppingToken.IsCancellationRequested)
        {
            await presence.LeaveAsync();
        }
    }

    /// <summary>Subscribes anew, behind the others, to the shards that another replica is to have.</summary>
    private Task MakeWayAsync(
        IConnection connection, ShardSubscription[] subscriptions, IReadOnlyList<string> live, CancellationToken stoppingToken) =>
        Task.WhenAll(subscriptions.Where(subscription => ReplicaRoster.OwnerOf(subscription.Shard, live) != instance.Value)
            .Select(async subscription =>
        {
            await subscription.DisposeAsync();
            subscriptions[subscription.Shard] = await OpenAsync(connection, subscription.Shard, stoppingToken);
        }));

    private async Task<ShardSubscription> OpenAsync(IConnection connection, int shard, CancellationToken cancellationToken)
    {
        var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        var subscription = new ShardSubscription(channel, shard, handler, seal, Time, logger);
        await subscription.StartAsync(prefetch.Count, cancellationToken);
        return subscription;
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stoppingToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Replicas} replicas share the shards")]
    private partial void ReplicasChanged(int replicas);
}
