using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Mmei.Messaging.Subscriptions;

namespace Mmei.Messaging;

public static class BusRegistrationExtensions
{
    /// <summary>Subscribes beside the bus, where that is RabbitMQ. Adding it again changes nothing.</summary>
    /// <param name="bus">The bus that is being set up.</param>
    /// <param name="check">The name of the health check that is ready while everything is subscribed to.</param>
    public static void AddSubscriber<TSubscriber>(this IBusRegistrationConfigurator bus, string check)
        where TSubscriber : QueueSubscriber
    {
        if (!SubscriberSetup.In(bus).Any(setup => setup is SubscriberSetup<TSubscriber>))
        {
            bus.AddSingleton<SubscriberSetup>(new SubscriberSetup<TSubscriber>(check));
        }
    }

    /// <summary>Counts the messages that were put aside, where the bus is RabbitMQ. One service of a platform is enough.</summary>
    public static void AddDeadLetterWatch(this IBusRegistrationConfigurator bus) => bus.AddSingleton<DeadLetterWatch>();

    /// <summary>
    /// Consumes on an endpoint of this instance alone, which vanishes with it: for replies, sent to <see cref="InstanceName.AddressOf"/>,
    /// and for broadcasts. The consumers must be registered with <c>ExcludeFromConfigureEndpoints</c>.
    /// </summary>
    /// <param name="kind">The kind of endpoint, such as <c>mmei.gateway</c>.</param>
    public static void AddInstanceEndpoint(
        this IBusRegistrationConfigurator bus, string kind, Action<IReceiveEndpointConfigurator, IRegistrationContext> configure) =>
        bus.AddSingleton(new ReceiveEndpointSetup(services => [services.GetRequiredService<InstanceName>().EndpointName(kind)], configure));
}
