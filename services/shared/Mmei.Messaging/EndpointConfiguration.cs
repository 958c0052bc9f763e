using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Mmei.Messaging;

internal static class EndpointConfiguration
{
    /// <summary>Builds every endpoint: consumers by their definitions, and instance endpoints.</summary>
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
            rabbitMq.Durable = false;
            rabbitMq.AutoDelete = true;
            rabbitMq.Exclusive = true;
        }

        setup.Configure(endpoint, context);
    }
}
