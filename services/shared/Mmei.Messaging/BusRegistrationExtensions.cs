using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Mmei.Messaging;

public static class BusRegistrationExtensions
{
    /// <summary>Consumes on every fusion shard queue. The consumers must be registered with <c>ExcludeFromConfigureEndpoints</c>.</summary>
    public static void AddShardEndpoints(
        this IBusRegistrationConfigurator bus, Action<IReceiveEndpointConfigurator, IRegistrationContext> configure) =>
        bus.AddSingleton(new ReceiveEndpointSetup(
            services => Enumerable.Range(0, services.GetRequiredService<Topology>().FusionShards).Select(Queues.FusionShard),
            Temporary: false,
            configure));

    /// <summary>
    /// Consumes on an endpoint of this instance alone, which vanishes with it: for replies, sent to <see cref="InstanceName.AddressOf"/>,
    /// and for broadcasts. The consumers must be registered with <c>ExcludeFromConfigureEndpoints</c>.
    /// </summary>
    /// <param name="kind">The kind of endpoint, such as <c>mmei.gateway</c>.</param>
    public static void AddInstanceEndpoint(
        this IBusRegistrationConfigurator bus, string kind, Action<IReceiveEndpointConfigurator, IRegistrationContext> configure) =>
        bus.AddSingleton(new ReceiveEndpointSetup(
            services => [services.GetRequiredService<InstanceName>().EndpointName(kind)],
            Temporary: true,
            configure));
}
