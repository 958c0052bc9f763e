using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Mmei.Hosting.Failures;

namespace Mmei.Messaging;

internal static class EndpointConfiguration
{
    private static readonly TimeSpan StoreInterval = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Tries again what failed, a few times. What comes while a store is away waits, unacknowledged, until it is back, however long that
    /// is: nothing is lost meanwhile. Observations do not wait: who asked would be gone.
    /// </summary>
    public static void RetryMessagesOf(this IReceiveEndpointConfigurator endpoint, string queue)
    {
        endpoint.UseMessageRetry(retry => retry.Exponential(
            retryLimit: 3, minInterval: TimeSpan.FromMilliseconds(100), maxInterval: TimeSpan.FromSeconds(2),
            intervalDelta: TimeSpan.FromMilliseconds(200)));
        if (queue != Queues.Ranking)
        {
            endpoint.UseMessageRetry(retry =>
            {
                retry.Handle<UnavailableFailure>();
                retry.Incremental(int.MaxValue, StoreInterval, TimeSpan.Zero);
            });
        }
    }

    /// <summary>What fails for good goes where the broker puts what it puts aside.</summary>
    public static void PutAsideWhatFails(this IReceiveEndpointConfigurator endpoint, string queue)
    {
        endpoint.ConfigureError(error => error.UseFilter(new PutAside<ExceptionReceiveContext>(queue)));
        endpoint.ConfigureDeadLetter(unknown => unknown.UseFilter(new PutAside<ReceiveContext>(queue)));
    }

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
