using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Mmei.Contracts.V1;
using Mmei.Messaging.Commands;
using Mmei.Messaging.Shards;

namespace Mmei.Messaging;

public static class BusRegistrationExtensions
{
    /// <summary>Takes every fusion shard. Call it once in a host.</summary>
    /// <param name="partsInFlight">How many unacknowledged messages of one shard the handler takes at most.</param>
    public static void AddShardHandler<THandler>(this IBusRegistrationConfigurator bus, Func<IServiceProvider, int> partsInFlight)
        where THandler : class, IShardHandler
    {
        bus.AddSingleton<IShardHandler>(services => services.GetRequiredService<THandler>());
        bus.AddSingleton(services => new ShardPrefetch((ushort)partsInFlight(services)));
    }

    /// <summary>Takes the commands of one queue.</summary>
    /// <param name="prefetch">How many are worked on at once at most.</param>
    public static void AddCommandHandler<TCommand, THandler>(this IBusRegistrationConfigurator bus, Func<IServiceProvider, int> prefetch)
        where TCommand : class, IBudgeted
        where THandler : class, ICommandHandler<TCommand>
    {
        bus.AddSingleton<THandler>();
        bus.AddSingleton<CommandLane>(services => new CommandLane<TCommand>(
            services.GetRequiredService<THandler>(), (ushort)prefetch(services), services.GetRequiredService<TimeProvider>()));
    }

    /// <summary>
    /// Consumes on an endpoint of this instance alone, which vanishes with it: for replies, sent to <see cref="InstanceName.AddressOf"/>,
    /// and for broadcasts. The consumers must be registered with <c>ExcludeFromConfigureEndpoints</c>.
    /// </summary>
    /// <param name="kind">The kind of endpoint, such as <c>mmei.gateway</c>.</param>
    public static void AddInstanceEndpoint(
        this IBusRegistrationConfigurator bus, string kind, Action<IReceiveEndpointConfigurator, IRegistrationContext> configure) =>
        bus.AddSingleton(new ReceiveEndpointSetup(services => [services.GetRequiredService<InstanceName>().EndpointName(kind)], configure));
}
