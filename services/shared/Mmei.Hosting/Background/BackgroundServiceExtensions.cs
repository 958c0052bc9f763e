using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Mmei.Hosting.Health;

namespace Mmei.Hosting.Background;

public static class BackgroundServiceExtensions
{
    /// <summary>Runs a service in the background that others can ask for, to wake it.</summary>
    public static IServiceCollection AddBackgroundService<TService>(this IServiceCollection services)
        where TService : BackgroundService =>
        services.AddSingleton<TService>().AddHostedService(provider => provider.GetRequiredService<TService>());

    /// <summary>Adds a gate, and a health check that is ready once it is open.</summary>
    /// <param name="check">The name of the health check.</param>
    public static IServiceCollection AddStartupGate<TGate>(this IServiceCollection services, string check)
        where TGate : StartupGate
    {
        services.AddSingleton<TGate>().AddHealthChecks().AddCheck<StartupGateHealthCheck<TGate>>(check, tags: [HealthEndpoints.ReadyTag]);
        return services;
    }
}
