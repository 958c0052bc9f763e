using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Mmei.Messaging;

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
    ILogger<ShardSubscriber> logger) : BackgroundService
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    /// <summary>Whether every shard is subscribed to.</summary>
    public bool IsSubscribed { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await SubscribeAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is BrokerUnreachableException or OperationInterruptedException or AlreadyClosedException or IOException)
            {
                SubscriptionsLost(exception.InnerException?.Message ?? exception.Message);
                await Task.Delay(RetryInterval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>Runs until a subscription is lost or the host stops.</summary>
    private async Task SubscribeAsync(CancellationToken stoppingToken)
    {
        await using var connection = await options.Value.ConnectAsync("mmei-shards", stoppingToken);
        await using (var channel = await connection.CreateChannelAsync(cancellationToken: stoppingToken))
        {
            await channel.DeclareAsync(topology, stoppingToken);
        }

        var sessions = new ShardSession[topology.FusionShards];
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
        var presence = await ReplicaPresence.OpenAsync(connection, instance.Value, time, stoppingToken);
        using var timer = new PeriodicTimer(ReplicaRoster.Interval, time);
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
        ShardSession.OpenAsync(connection, shard, prefetch.Count, handler, time, logger, cancellationToken);

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

    [LoggerMessage(Level = LogLevel.Warning, Message = "The shards are not subscribed to: {Reason}")]
    private partial void SubscriptionsLost(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Replicas} replicas share the shards")]
    private partial void ReplicasChanged(int replicas);
}
