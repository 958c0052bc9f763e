using Mmei.Hosting.Health;
using Mmei.Hosting.Options;

namespace Mmei.Gateway.WarmUp;

internal static class WarmUpExtensions
{
    public static void AddWarmUp(this IHostApplicationBuilder builder)
    {
        builder.AddValidatedOptions<WarmUpOptions>(WarmUpOptions.Section);
        builder.Services.AddSingleton<WarmUpHealthCheck>();
        builder.Services.AddHostedService<WarmUpService>();
        builder.Services.AddHealthChecks().AddCheck<WarmUpHealthCheck>("warm-up", tags: [HealthEndpoints.ReadyTag]);
    }
}
