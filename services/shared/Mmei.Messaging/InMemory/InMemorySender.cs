using System.Collections.Frozen;
using System.Diagnostics;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Mmei.Contracts.V1;
using Mmei.Messaging.Commands;
using Mmei.Messaging.Shards;

namespace Mmei.Messaging.InMemory;

/// <summary>
/// Within one process, hands commands and the messages of shards over as they are: there is nobody to write them down for. What nobody here takes is
/// dropped, as on a bus without a queue for it. Everything else goes over the in-memory bus, once that has its queues: before, it would take a message and
/// lose it.
/// </summary>
internal sealed partial class InMemorySender(
    MassTransitSender bus, Topology topology, IServiceProvider services, ILogger<InMemorySender> logger) : IMessageSender
{
    /// <summary>Looked up when first used: those who take messages also send some.</summary>
    private readonly Lazy<FrozenDictionary<Type, CommandLane>> _lanes =
        new(() => services.GetServices<CommandLane>().ToFrozenDictionary(lane => lane.Command));

    private readonly Lazy<Task> _started =
        new(() => services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, CancellationToken.None));

    private readonly Lazy<IShardHandler?> _shards = new(services.GetService<IShardHandler>);
    private readonly Lock[] _oneByOne = [.. Enumerable.Range(0, topology.FusionShards).Select(_ => new Lock())];

    public Task SendAsync<T>(T message, CancellationToken cancellationToken)
        where T : class
    {
        if (message is not IBudgeted)
        {
            return OnceStartedAsync(() => bus.SendAsync(message, cancellationToken), cancellationToken);
        }

        if (_lanes.Value.TryGetValue(typeof(T), out var lane))
        {
            _ = Task.Run(() => HandleAsync(lane, message), CancellationToken.None);
        }

        return Task.CompletedTask;
    }

    public Task SendToShardAsync<T>(int shard, T message, CancellationToken cancellationToken)
        where T : class
    {
        if (_shards.Value is { } handler)
        {
            lock (_oneByOne[shard])
            {
                handler.Handle(shard, (IPartOfObservation)message, new Delivery(Activity.Current?.Context ?? default));
            }
        }

        return Task.CompletedTask;
    }

    public Task ReplyAsync<T>(Uri address, T message, CancellationToken cancellationToken)
        where T : class =>
        OnceStartedAsync(() => bus.ReplyAsync(address, message, cancellationToken), cancellationToken);

    public Task BroadcastAsync<T>(T message, CancellationToken cancellationToken)
        where T : class =>
        OnceStartedAsync(() => bus.BroadcastAsync(message, cancellationToken), cancellationToken);

    private async Task OnceStartedAsync(Func<Task> send, CancellationToken cancellationToken)
    {
        await _started.Value.WaitAsync(cancellationToken);
        await send();
    }

    private async Task HandleAsync(CommandLane lane, object command)
    {
        for (var redelivered = false; ; redelivered = true)
        {
            try
            {
                await lane.HandleAsync(command, CancellationToken.None);
                return;
            }
#pragma warning disable CA1031 // There is no sender to tell: it has gone on, as on any bus.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Failed(exception, lane.Queue);
                if (redelivered)
                {
                    return;
                }
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A command of {Queue} failed")]
    private partial void Failed(Exception exception, string queue);

    /// <summary>There is nothing to forget: the sender has let go of it.</summary>
    private sealed class Delivery(ActivityContext trace) : IShardDelivery
    {
        public TimeSpan Age => TimeSpan.Zero;

        public bool Redelivered => false;

        public ActivityContext Trace => trace;

        public void Acknowledge()
        {
        }
    }
}
