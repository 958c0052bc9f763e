using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Mmei.Messaging.Subscriptions;
using RabbitMQ.Client;

namespace Mmei.Messaging.Shards;

/// <summary>
/// Subscribes to every shard, so that each has a successor at once when its owner dies: the broker delivers a shard to its oldest subscriber
/// alone. When replicas come or go, each moves to the end of the line where another is to be the owner.
/// </summary>
internal sealed partial class ShardSubscriber(
    Topology topology,
    IOptions<BusOptions> options,
    IShardHandler handler,
    ShardPrefetch prefetch,
    InstanceName instance,
    TimeProvider time,
    ILogger<ShardSubscriber> logger) : QueueSubscriber("shards", topology, options, time, logger)
{
    private readonly int _shards = topology.FusionShards;

    protected override async Task SubscribeAsync(IConnection connection, CancellationToken stoppingToken)
    {
        var sessions = new ShardSession[_shards];
        try
        {
            for (var shard = 0; shard < sessions.Length; shard++)
            {
                sessions[shard] = await OpenAsync(connection, shard, stoppingToken);
            }

            IsSubscribed = true;
            await ShareAsync(connection, sessions, stoppingToken);
        }
        finally
        {
            IsSubscribed = false;
            await Task.WhenAll(sessions.OfType<ShardSession>().Select(session => session.DisposeAsync().AsTask()));
        }
    }

    private async Task ShareAsync(IConnection connection, ShardSession[] sessions, CancellationToken stoppingToken)
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
                await MakeWayAsync(connection, sessions, live, stoppingToken);
                shared = live;
            }
        }
        while (!Array.Exists(sessions, session => session.Lost.IsCompleted) && await NextAsync(timer, stoppingToken));

        if (stoppingToken.IsCancellationRequested)
        {
            await presence.LeaveAsync();
        }
    }

    /// <summary>Subscribes anew, behind the others, to the shards that another replica is to have.</summary>
    private Task MakeWayAsync(IConnection connection, ShardSession[] sessions, IReadOnlyList<string> live, CancellationToken stoppingToken) =>
        Task.WhenAll(sessions.Where(session => ReplicaRoster.OwnerOf(session.Shard, live) != instance.Value).Select(async session =>
        {
            await session.DisposeAsync();
            sessions[session.Shard] = await OpenAsync(connection, session.Shard, stoppingToken);
        }));

    private Task<ShardSession> OpenAsync(IConnection connection, int shard, CancellationToken cancellationToken) =>
        ShardSession.OpenAsync(connection, shard, prefetch.Count, handler, Time, logger, cancellationToken);

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
