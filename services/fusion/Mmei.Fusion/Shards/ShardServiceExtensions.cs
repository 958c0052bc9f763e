using MassTransit;
using Mmei.Messaging;
using Mmei.Messaging.InMemory;

namespace Mmei.Fusion.Shards;

public static class ShardServiceExtensions
{
    /// <summary>Takes every fusion shard. Call it once in a host.</summary>
    /// <param name="bus">The bus that is being set up.</param>
    /// <param name="prefetch">How many unacknowledged messages of one shard the handler takes at most.</param>
    public static void AddShardHandler<THandler>(this IBusRegistrationConfigurator bus, Func<IServiceProvider, int> prefetch)
        where THandler : class, IShardHandler
    {
        bus.AddSingleton<IShardHandler>(services => services.GetRequiredService<THandler>());
        bus.AddSingleton(services => new ShardPrefetch((ushort)prefetch(services)));
        bus.AddSingleton<ILocalShards, LocalShards>();
        bus.AddSubscriber<ShardSubscriber>("shards");
    }
}
