using Microsoft.Extensions.DependencyInjection;
using Mmei.Hosting.Background;
using Mmei.Hosting.Health;

namespace Mmei.Messaging.Subscriptions;

/// <summary>A subscriber that is added after the bus, so that it stops before it: what is decided is still published.</summary>
internal abstract class SubscriberSetup
{
    public static IEnumerable<SubscriberSetup> In(IServiceCollection services) =>
        [.. services.Where(service => service.ServiceType == typeof(SubscriberSetup))
            .Select(service => (SubscriberSetup)service.ImplementationInstance!)];

    public abstract void AddTo(IServiceCollection services);
}

/// <inheritdoc/>
internal sealed class SubscriberSetup<TSubscriber>(string check) : SubscriberSetup
    where TSubscriber : QueueSubscriber
{
    public override void AddTo(IServiceCollection services) => services.AddBackgroundService<TSubscriber>()
        .AddHealthChecks().AddCheck<SubscriptionHealthCheck<TSubscriber>>(check, tags: [HealthEndpoints.ReadyTag]);
}
