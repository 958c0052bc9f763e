using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Mmei.Hosting.Options;
using Mmei.Messaging.Bodies;
using Mmei.Messaging.InMemory;
using Mmei.Messaging.Subscriptions;

namespace Mmei.Messaging;

public static class MessagingBuilderExtensions
{
    /// <summary>Adds the bus with the consumers that <paramref name="configure"/> registers. Call it once in a host.</summary>
    public static IHostApplicationBuilder AddMessaging(this IHostApplicationBuilder builder, Action<IBusRegistrationConfigurator> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        TracePropagation.Start();
        var services = builder.Services;
        builder.AddValidatedOptions<BusOptions>(BusOptions.Section).Followed();
        builder.AddValidatedOptions<FusionTopologyOptions>(FusionTopologyOptions.Section);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<InstanceName>();
        services.AddSingleton(provider => new Topology(
            provider.GetRequiredService<IOptions<FusionTopologyOptions>>().Value.Shards, provider
                .GetRequiredService<IOptions<BusOptions>>().Value.QueueType));
        services.AddSingleton<BodySeal>();
        services.AddSingleton<MassTransitSender>();
        services.Configure<MassTransitHostOptions>(host =>
        {
            // The host comes up without the broker and says "not ready"; the bus keeps trying.
            host.WaitUntilStarted = false;
            host.ConsumerStopTimeout = TimeSpan.FromSeconds(15);
            host.StopTimeout = TimeSpan.FromSeconds(20);
        });

        var bus = builder.Configuration.GetSection(BusOptions.Section).Get<BusOptions>() ?? new BusOptions();
        services.AddMassTransit(registration =>
        {
            registration.DisableUsageTelemetry();
            registration.AddConfigureEndpointsCallback(static (context, _, endpoint) =>
                endpoint.UseConsumeFilter(typeof(TenantFilter<>), context));
            registration.AddConfigureEndpointsCallback((_, queue, endpoint) => endpoint.RetryMessagesOf(queue));
            configure(registration);
            if (bus.Transport == BusTransport.RabbitMq)
            {
                registration.AddRabbitMq();
                services.AddSingleton<IMessageSender>(provider => provider.GetRequiredService<MassTransitSender>());
            }
            else
            {
                registration.UsingInMemory((context, factory) => factory.ConfigurePlatformEndpoints(context));
                services.AddSingleton<IMessageSender, InMemorySender>();
            }
        });
        if (bus.Transport == BusTransport.RabbitMq)
        {
            foreach (var subscriber in SubscriberSetup.In(services))
            {
                subscriber.AddTo(services);
            }

            if (services.Any(service => service.ServiceType == typeof(DeadLetterWatch)))
            {
                services.AddHostedService(provider => provider.GetRequiredService<DeadLetterWatch>());
            }
        }

        return builder;
    }
}
