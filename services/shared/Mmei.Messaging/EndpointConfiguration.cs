using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Mmei.Messaging;

internal static class EndpointConfiguration
{
    /// <summary>Builds every endpoint: consumers by their definitions, then shards and instance endpoints.</summary>
    public static void ConfigurePlatformEndpoints<T>(this IBusFactoryConfigurator<T> factory, IBusRegistrationContext context)
        where T : IReceiveEndpointConfigurator
    {
        factory.AutoStart = true;
        foreach (var setup in context.GetServices<ReceiveEndpointSetup>())
        {
            foreach (var name in setup.Names(context))
            {
                factory.ReceiveEndpoint(name, endpoint => Configure(endpoint, setup, context));
            }
        }

        factory.ConfigureEndpoints(context);
    }

    private static void Configure(IReceiveEndpointConfigurator endpoint, ReceiveEndpointSetup setup, IRegistrationContext context)
    {
        if (endpoint is IRabbitMqReceiveEndpointConfigurator rabbitMq)
        {
            if (setup.Temporary)
            {
                rabbitMq.Durable = false;
                rabbitMq.AutoDelete = true;
                rabbitMq.Exclusive = true;
            }
            else
            {
                rabbitMq.SingleActiveConsumer = true;
            }
        }

        setup.Configure(endpoint, context);
    }
}
