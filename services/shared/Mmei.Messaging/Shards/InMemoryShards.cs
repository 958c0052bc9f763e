using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Mmei.Contracts.V1;

namespace Mmei.Messaging;

/// <summary>Shards on the in-memory bus: endpoints of the bus, since there is one process and nothing outlives it.</summary>
internal static class InMemoryShards
{
    public static void AddInMemoryShards(this IBusRegistrationConfigurator registration)
    {
        registration.AddConsumer<InMemoryShardConsumer<OpenObservation>>().ExcludeFromConfigureEndpoints();
        registration.AddConsumer<InMemoryShardConsumer<ModalityEncoded>>().ExcludeFromConfigureEndpoints();
        registration.AddConsumer<InMemoryShardConsumer<ModalityRejected>>().ExcludeFromConfigureEndpoints();
        registration.AddSingleton(new ReceiveEndpointSetup(
            services => Enumerable.Range(0, services.GetRequiredService<Topology>().FusionShards).Select(Queues.FusionShard),
            Configure));
    }

    private static void Configure(IReceiveEndpointConfigurator endpoint, IRegistrationContext context)
    {
        // A message is held until it is acknowledged, so an endpoint runs as many consumers as it holds messages.
        var prefetch = context.GetRequiredService<ShardPrefetch>().Count;
        endpoint.PrefetchCount = prefetch;
        endpoint.ConcurrentMessageLimit = prefetch;
        endpoint.ConfigureConsumer<InMemoryShardConsumer<OpenObservation>>(context);
        endpoint.ConfigureConsumer<InMemoryShardConsumer<ModalityEncoded>>(context);
        endpoint.ConfigureConsumer<InMemoryShardConsumer<ModalityRejected>>(context);
    }
}
