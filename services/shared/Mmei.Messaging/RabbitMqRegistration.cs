using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Mmei.Messaging;

internal static class RabbitMqRegistration
{
    public static void AddRabbitMq(this IBusRegistrationConfigurator registration)
    {
        registration.AddBusObserver<TopologyDeployer>();
        registration.UsingRabbitMq((context, factory) =>
        {
            var options = context.GetRequiredService<IOptions<BusOptions>>().Value;
            factory.Host(options.Host, (ushort)options.Port, options.VirtualHost, host =>
            {
                host.Username(options.Username);
                host.Password(options.Password);
            });
            factory.ConfigurePlatformEndpoints(context);
        });
    }
}
