using Mmei.Hosting.Background;
using Mmei.Hosting.Options;

namespace Mmei.Gateway.WarmUp;

internal static class WarmUpServiceExtensions
{
    public static void AddWarmUp(this IHostApplicationBuilder builder)
    {
        builder.AddValidatedOptions<WarmUpOptions>(WarmUpOptions.Section);
        builder.Services.AddStartupGate<WarmUpGate>("warm-up").AddHostedService<WarmUpService>();
    }
}
