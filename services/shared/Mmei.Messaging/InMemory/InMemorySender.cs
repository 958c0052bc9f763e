using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Mmei.Contracts.V1;

namespace Mmei.Messaging.InMemory;

/// <summary>
/// Within one process, hands commands and the messages of shards over as they are: there is nobody to write them down for. What nobody
/// here takes is
/// dropped, as on a bus without a queue for it. Everything else goes over the in-memory bus, once that has its queues: before, it would
/// take a message and
/// lose it.
/// </summary>
/// <param name="bus">The in-memory bus.</param>
/// <param name="services">Where receivers are looked up, when they are sent to: those who take messages also send some.</param>
internal sealed class InMemorySender(MassTransitSender bus, IServiceProvider services) : IMessageSender
{
    private readonly Lazy<Task> _started =
        new(() => services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, CancellationToken.None));

    public Task SendAsync<T>(T message, CancellationToken cancellationToken)
        where T : class
    {
        if (message is not IBudgeted)
        {
            return OnceStartedAsync(() => bus.SendAsync(message, CancellationToken.None), cancellationToken);
        }

        services.GetService<ILocalReceiver<T>>()?.Receive(message);
        return Task.CompletedTask;
    }

    public Task SendToShardAsync<T>(int shard, T message, CancellationToken cancellationToken)
        where T : class
    {
        services.GetService<ILocalShards>()?.Receive(shard, (IPartOfObservation)message);
        return Task.CompletedTask;
    }

    public Task ReplyAsync<T>(Uri address, T message, CancellationToken cancellationToken)
        where T : class =>
        OnceStartedAsync(() => bus.ReplyAsync(address, message, CancellationToken.None), cancellationToken);

    public Task BroadcastAsync<T>(T message, CancellationToken cancellationToken)
        where T : class =>
        OnceStartedAsync(() => bus.BroadcastAsync(message, CancellationToken.None), cancellationToken);

    /// <summary>Only waiting can be broken off: sending takes no time here, and the bus would log what is broken off as a fault.</summary>
    private async Task OnceStartedAsync(Func<Task> send, CancellationToken cancellationToken)
    {
        await _started.Value.WaitAsync(cancellationToken);
        await send();
    }
}
