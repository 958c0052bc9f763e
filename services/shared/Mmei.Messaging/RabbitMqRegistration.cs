using System.Security.Authentication;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Mmei.Messaging.Bodies;

namespace Mmei.Messaging;

internal static class RabbitMqRegistration
{
    public static void AddRabbitMq(this IBusRegistrationConfigurator registration)
    {
        registration.AddBusObserver<TopologyDeployer>();
        registration.AddConfigureEndpointsCallback((context, queue, endpoint) =>
        {
            DeclareAs(context.GetRequiredService<Topology>().Of(queue), endpoint);
            endpoint.PutAsideWhatFails(queue);
        });
        registration.UsingRabbitMq((context, factory) =>
        {
            var followed = context.GetRequiredService<IOptions<BusOptions>>();
            var options = followed.Value;
            factory.Host(options.Host, (ushort)options.Port, options.VirtualHost, host =>
            {
                host.CredentialsProvider = new BrokerCredentials(followed);
                if (options.Tls)
                {
                    // The system decides which versions of the protocol are good enough.
                    host.UseSsl(tls => (tls.ServerName, tls.Protocol) = (options.Host, SslProtocols.None));
                }
            });
            // What services of before sent, and what an operator sends, comes as JSON and is read too.
            var envelope = new SealedEnvelope(context.GetRequiredService<BodySeal>());
            factory.AddSerializer(envelope);
            factory.AddDeserializer(envelope);
            factory.ConfigurePlatformEndpoints(context);
        });
    }

    /// <summary>An endpoint declares its queue as the topology does; the broker refuses a queue that exists with other arguments.</summary>
    private static void DeclareAs(QueueSpec queue, IReceiveEndpointConfigurator endpoint)
    {
        foreach (var (name, value) in queue.Arguments)
        {
            ((IRabbitMqReceiveEndpointConfigurator)endpoint).SetQueueArgument(name, value!);
        }
    }
}
